package plaza.core.port;

/// The memory that nodes share failed at what the message says.
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MemoryException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
