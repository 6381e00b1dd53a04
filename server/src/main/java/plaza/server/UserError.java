package plaza.server;

/// An error that the user of the command can correct; its message says how. No trace is shown.
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  UserError(String message) {
    super(message, null, false, false);
  }
}
