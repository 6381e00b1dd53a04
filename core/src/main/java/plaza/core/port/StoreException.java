package plaza.core.port;

/// The store's engine failed; the message says in which operation.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String doing) {
    super(doing);
  }

  public StoreException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
