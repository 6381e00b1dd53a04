package plaza.core.port;

/// The handler of a failed disk sync: the system may then have thrown away what it could not
/// write, and reports success at the next try. Nothing may be acknowledged after that, and
/// nothing tried again: the process ends. Only in tests does a call return.
@FunctionalInterface
public interface FatalHandler {
  void because(String why);
}
