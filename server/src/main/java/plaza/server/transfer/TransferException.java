package plaza.server.transfer;

/// A transfer can't continue; the message says why. Running it again goes on where it stopped.
public final class TransferException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransferException(String message) {
    super(message);
  }
}
