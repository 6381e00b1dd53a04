package plaza.core.port;

/// The nodes' shared memory failed; the message says in which operation.
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MemoryException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
