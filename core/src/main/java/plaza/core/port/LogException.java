package plaza.core.port;

/// The log's engine failed; the message says in which operation.
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogException(String doing) {
    super(doing);
  }

  public LogException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
