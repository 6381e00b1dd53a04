package plaza.core.work;

/// An application exceeds its share: the call had no effect.
public final class OverloadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OverloadException(String detail) {
    super(detail);
  }
}
