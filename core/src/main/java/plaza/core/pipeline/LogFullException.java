package plaza.core.pipeline;

/// The log is full: nothing was stored. Appending works again when there is space.
public final class LogFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogFullException(String detail) {
    super(detail);
  }
}
