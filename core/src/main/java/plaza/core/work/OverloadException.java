package plaza.core.work;

/// An application asks for more than its share: nothing of the call was done, others go on.
public final class OverloadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OverloadException(String detail) {
    super(detail);
  }
}
