package plaza.edge.http;

import java.util.function.Function;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;

/// Maps results of `core` to HTTP.
public final class Replies {
  /// The answer of every unknown path, so that a code that existed can't be distinguished from
  /// one that never was.
  public static final Problem NOTHING = Problem.of(404, "Not found");

  private Replies() {}

  /// @param created renders what was created now, `found` what is there
  public static <T> Answer answer(
      Reply<T> reply, Function<T, Answer> created, Function<T, Answer> found) {
    return switch (reply) {
      case Reply.Created<T>(var value) -> created.apply(value);
      case Reply.Ok<T>(var value) -> found.apply(value);
      case Reply.Queued<T>(var key) ->
        Answer.json(202, Json.object().put("status", "queued").put("key", key))
            .with("Preference-Applied", "respond-async");
      case Reply.Deleted<T>() -> Answer.empty(204);
      case Reply.Invalid<T>(var field, var problem) ->
        Problem.field(field, problem).answer();
      case Reply.Refused<T>(var refusal) -> problem(refusal).answer();
    };
  }

  /// For calls that create nothing.
  public static <T> Answer answer(Reply<T> reply, Function<T, Answer> found) {
    return answer(reply, found, found);
  }

  /// Refuses when what was looked for is missing or gone.
  public static void require(Reply<?> found) {
    if (found instanceof Reply.Refused<?>(var refusal)) {
      throw problem(refusal).refuse();
    }
  }

  /// A refusal as HTTP tells it.
  public static Problem problem(Refusal refusal) {
    return switch (refusal.kind()) {
      case MISSING -> of(404, refusal);
      case GONE -> of(410, refusal);
      case STALE -> of(412, refusal);
      case CONFLICT -> of(409, refusal);
      case EXHAUSTED -> of(507, refusal);
      case INVALID -> Problem.field("base", refusal.detail());
    };
  }

  private static Problem of(int status, Refusal refusal) {
    return refusal.detail().isEmpty()
        ? Problem.of(status, refusal.title())
        : Problem.of(status, refusal.title(), refusal.detail());
  }
}
