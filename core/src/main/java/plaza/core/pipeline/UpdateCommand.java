package plaza.core.pipeline;

import java.util.function.Supplier;
import plaza.core.event.Change;
import plaza.core.event.RequestKey;

/// Runs a call that changes or deletes something through the pipeline, and maps its outcome.
public final class UpdateCommand {
  private final Pipeline pipeline;

  public UpdateCommand(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /// Changes a resource; `done` says what to answer once that is committed.
  public <T> Reply<T> change(ResourceKind kind, Change change, Supplier<Reply<T>> done) {
    return make(change, kind.refuseMissing(), kind.refuseGone(), done);
  }

  /// Deletes a resource; deleting again says the same.
  public <T> Reply<T> delete(ResourceKind kind, Change change) {
    return make(change, kind.refuseMissing(), new Reply.Deleted<>(), Reply.Deleted::new);
  }

  private <T> Reply<T> make(
      Change change, Reply<T> missing, Reply<T> gone, Supplier<Reply<T>> done) {
    var outcome = pipeline.change(pipeline.now(), RequestKey.UNKEYED, change);
    return switch (outcome) {
      case Outcome.Done _ -> OutcomeUnknownException.unlessShown(done);
      case Outcome.Stale() -> new Reply.Refused<>(Reply.Refusal.STALE);
      case Outcome.Gone() -> gone;
      case Outcome.Missing() -> missing;
      case Outcome.Repeat _ -> throw unexpected(outcome);
      case Outcome.KeyReused() -> throw unexpected(outcome);
      case Outcome.Taken() -> throw unexpected(outcome);
      case Outcome.LimitReached() -> throw unexpected(outcome);
      case Outcome.Echo() -> throw new OutcomeUnknownException("the log stored the change twice");
      case Outcome.Unreadable() ->
        throw new OutcomeUnknownException("the log can't read the change back");
    };
  }

  private static IllegalStateException unexpected(Outcome outcome) {
    return new IllegalStateException("unexpected outcome of a change without a key: " + outcome);
  }
}
