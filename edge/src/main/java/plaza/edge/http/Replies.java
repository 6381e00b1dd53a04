package plaza.edge.http;

import java.util.function.Function;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;

/// Maps results of `core` to HTTP.
public final class Replies {
  public static final Problem APPLICATION_MISSING = Problem.of(404, "Application not found");
  public static final Problem CHAT_MISSING = Problem.of(404, "Chat not found");
  public static final Problem MESSAGE_MISSING = Problem.of(404, "Message not found");
  public static final Problem KEY_MISSING = Problem.of(404, "Key not found");

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

  public static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case APPLICATION_MISSING -> APPLICATION_MISSING;
      case APPLICATION_GONE -> Problem.of(410, "Application was deleted");
      case CHAT_MISSING -> CHAT_MISSING;
      case CHAT_GONE -> Problem.of(410, "Chat was deleted");
      case MESSAGE_MISSING -> MESSAGE_MISSING;
      case MESSAGE_GONE -> Problem.of(410, "Message was deleted");
      case KEY_MISSING -> KEY_MISSING;
      case KEY_GONE -> Problem.of(410, "Key was revoked");
      case STALE ->
        Problem.of(
            412,
            "Precondition failed",
            "It has changed since the state that If-Match names: read it again");
      case KEY_REUSED ->
        Problem.of(409, "Idempotency key reused", "This key was used for a call with other fields");
      case LINK_MISSING -> NOTHING;
      case CODE_TAKEN -> Problem.of(409, "The code is taken", "Another link has this code");
      case CODES_USED_UP ->
        Problem.of(
            507,
            "No codes are left",
            "All codes of the application's link_codes setting are in use");
      case TOO_MANY_KEYS ->
        Problem.field("base", "the application has two active keys already: revoke one first");
    };
  }
}
