package plaza.core.pipeline;

/// The change may be stored or may not, or is stored and its outcome did not come in time. The
/// same key may safely be sent again.
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OutcomeUnknownException(String detail) {
    super(detail);
  }
}
