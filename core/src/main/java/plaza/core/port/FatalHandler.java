package plaza.core.port;

/// Whom an engine calls when its disk has failed to sync: the system may then have thrown away what
/// it could not write, and says at the next try that all is well. Nothing may be told after that,
/// and nothing tried again: the process ends. Only in tests does a call return.
@FunctionalInterface
public interface FatalHandler {
  void because(String why);
}
