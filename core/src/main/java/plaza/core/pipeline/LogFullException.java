package plaza.core.pipeline;

/// The log has no room: nothing was stored. It goes on by itself when there is room.
public final class LogFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogFullException(String detail) {
    super(detail);
  }
}
