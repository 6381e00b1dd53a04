package plaza.core.pipeline;

import java.util.function.Supplier;

/// The change may be stored or may not, or is stored and its outcome did not come in time. The
/// same key may safely be sent again.
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OutcomeUnknownException(String detail) {
    super(detail);
  }

  /// What `reading` shows of a change that is done: that it can't be shown just now is no refusal
  /// of the change.
  static <T> T unlessShown(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnavailableException e) {
      throw new OutcomeUnknownException(
          "it was applied, but can't be read back now: " + e.getMessage());
    }
  }
}
