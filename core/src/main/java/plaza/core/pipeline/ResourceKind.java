package plaza.core.pipeline;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// A kind of resource that calls name, and what they are answered when there is none, or none any
/// more.
public record ResourceKind(Reply.Refusal missing, Reply.Refusal gone) {
  /// @param name with a capital letter, for example `Chat`
  public static ResourceKind named(String name) {
    return new ResourceKind(
        new Reply.Refusal(Reply.RefusalKind.MISSING, name + " not found", ""),
        new Reply.Refusal(Reply.RefusalKind.GONE, name + " was deleted", ""));
  }

  /// One whose deleted resources look as if they had never been.
  ///
  /// @param title of both answers
  public static ResourceKind unknown(String title) {
    var missing = new Reply.Refusal(Reply.RefusalKind.MISSING, title, "");
    return new ResourceKind(missing, missing);
  }

  /// The answer to a call that looks for a resource.
  public <T> Reply<T> found(Optional<T> row, Predicate<T> deleted) {
    if (row.isEmpty()) {
      return refuseMissing();
    }
    return deleted.test(row.get()) ? refuseGone() : new Reply.Ok<>(row.get());
  }

  /// The answer to an update of no field: what was found, if it is as the caller believes.
  public static <T> Reply<T> unchanged(
      Reply<T> found, ToLongFunction<T> position, IfMatch ifMatch) {
    return found instanceof Reply.Ok<T>(var row) && !ifMatch.admits(position.applyAsLong(row))
        ? new Reply.Refused<>(Reply.Refusal.STALE)
        : found;
  }

  public <T> Reply<T> refuseMissing() {
    return new Reply.Refused<>(missing);
  }

  public <T> Reply<T> refuseGone() {
    return new Reply.Refused<>(gone);
  }
}
