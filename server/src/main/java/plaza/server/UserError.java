package plaza.server;

/// Something that whoever started the command can put right; its message says how. No trace is
/// shown.
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  UserError(String message) {
    super(message, null, false, false);
  }
}
