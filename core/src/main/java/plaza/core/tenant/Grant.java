package plaza.core.tenant;

/// What a caller was admitted by, as far as it is remembered while a ticket waits or a
/// connection is open: enough to find out whether it would still admit, and too little to call
/// with.
public sealed interface Grant {
  /// The application's token alone, in open mode.
  record Token() implements Grant {}

  /// A secret key of the application.
  record Key(SecretHash hash) implements Grant {}

  /// The operator's key.
  record OperatorKey(SecretHash hash) implements Grant {}
}
