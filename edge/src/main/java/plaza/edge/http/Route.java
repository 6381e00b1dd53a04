package plaza.edge.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// One line of the route table: dispatch, `Allow` and the OpenAPI document are made from it.
///
/// @param methods that it answers; `HEAD` is `GET` without a body
/// @param pattern such as `/applications/{token}/chats/{chat}`
/// @param summary one sentence for the OpenAPI document
/// @param problems how its problems are rendered
public record Route(
    List<String> methods,
    String pattern,
    Who who,
    int bodyMax,
    String summary,
    Schema schema,
    Handler handler,
    Function<Problem, Answer> problems) {
  /// A route that tells its problems as all do.
  public Route(
      List<String> methods,
      String pattern,
      Who who,
      int bodyMax,
      String summary,
      Schema schema,
      Handler handler) {
    this(methods, pattern, who, bodyMax, summary, schema, handler, Problem::answer);
  }

  /// The same route, with another rendering of its problems.
  public Route telling(Function<Problem, Answer> otherProblems) {
    return new Route(methods, pattern, who, bodyMax, summary, schema, handler, otherProblems);
  }

  /// The most bytes of an ordinary body.
  public static final int BODY_MAX = 1 << 20;

  /// The most bytes of a bulk.
  public static final int BULK_MAX = 8 << 20;

  /// Who may call.
  public enum Who {
    ANYBODY,
    OPERATOR,
    APPLICATION,
    /// As [#APPLICATION], and the application may be deleted already.
    APPLICATION_EVEN_DELETED,
    /// As [#APPLICATION], or a browser with a ticket.
    APPLICATION_OR_TICKET,
    /// As [#APPLICATION]; in open mode, who names none means the only one that there is.
    APPLICATION_OR_ONLY
  }

  /// What the OpenAPI document says about the call beside its address.
  ///
  /// @param request the name of the body's schema; empty: no body
  /// @param success what is answered when nothing is wrong
  /// @param query the parameters that it reads
  /// @param problem the name of the schema of its problems
  /// @param repeats what makes a repeat of the call safe
  /// @param page whether people see an HTML page where there is nothing
  public record Schema(
      String request,
      Success success,
      List<String> query,
      String problem,
      Repeats repeats,
      boolean page) {
    private static final String PROBLEM = "Problem";

    /// What makes a repeat of a call safe.
    public enum Repeats {
      /// It is what it is: reading, changing to a value, deleting.
      BY_NATURE,
      /// Its key.
      BY_KEY,
      /// Its key, and it may be answered before it is applied.
      BY_KEY_AND_QUEUED
    }

    /// An answer to a call in which nothing is wrong.
    ///
    /// @param schema the name of the body's schema; empty: no body
    /// @param statuses that it may have, the usual one first
    /// @param accepted the media type that clients must accept; `*/*`: they need accept none
    /// @param sent the media types that bodies have
    public record Success(
        String schema,
        List<Integer> statuses,
        String accepted,
        List<String> sent,
        List<String> headers) {}

    public static Schema of(String request, String response, int status, String... query) {
      var json = "application/json";
      var success = new Success(response, List.of(status), json, List.of(json), List.of());
      return new Schema(request, success, List.of(query), PROBLEM, Repeats.BY_NATURE, false);
    }

    /// A call that creates something, under a key.
    public static Schema creating(String request, String response, String... query) {
      return of(request, response, 201, query).with("Location", "ETag").repeating(Repeats.BY_KEY);
    }

    /// As [#creating], and it may be answered before it is applied.
    public static Schema queuing(String request, String response) {
      return creating(request, response).repeating(Repeats.BY_KEY_AND_QUEUED);
    }

    private Schema repeating(Repeats otherRepeats) {
      return new Schema(request, success, query, problem, otherRepeats, page);
    }

    private Schema with(Success otherSuccess) {
      return new Schema(request, otherSuccess, query, problem, repeats, page);
    }

    /// The usual status of success.
    public int status() {
      return success.statuses().getFirst();
    }

    /// The media type that clients must accept; `*/*`: they need accept none.
    public String accepted() {
      return success.accepted();
    }

    /// The same, answered in another media type.
    public Schema as(String type) {
      return with(new Success(
          success.schema(), success.statuses(), type, List.of(type), success.headers()));
    }

    /// The same, answered in one of these media types, whatever the client accepts.
    public Schema asAnyOf(String... types) {
      return with(new Success(
          success.schema(), success.statuses(), "*/*", List.of(types), success.headers()));
    }

    /// The same, answered with these headers.
    public Schema with(String... headers) {
      return with(new Success(
          success.schema(),
          success.statuses(),
          success.accepted(),
          success.sent(),
          List.of(headers)));
    }

    /// The same, whose answer may have these statuses, too.
    public Schema or(Integer... others) {
      var statuses =
          Stream.concat(success.statuses().stream(), Stream.of(others)).toList();
      return with(new Success(
          success.schema(), statuses, success.accepted(), success.sent(), success.headers()));
    }

    /// The same, with problems of another schema.
    public Schema withProblem(String schema) {
      return new Schema(request, success, query, schema, repeats, page);
    }

    /// The same, where people see an HTML page when there is nothing.
    public Schema withPage() {
      return new Schema(request, success, query, problem, repeats, true);
    }
  }

  @FunctionalInterface
  public interface Handler {
    Answer handle(Exchange exchange);
  }

  public boolean answers(String method) {
    return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
  }
}
