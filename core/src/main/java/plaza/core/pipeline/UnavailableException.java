package plaza.core.pipeline;

/// The call was rejected, and nothing was stored: its partition is stopped, catching up or too
/// busy, or the server is closing.
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnavailableException(String detail) {
    super(detail);
  }
}
