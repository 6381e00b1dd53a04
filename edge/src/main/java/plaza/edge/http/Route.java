package plaza.edge.http;

import java.util.List;
import java.util.function.Function;

/// One line of the route table: dispatch, `Allow` and the OpenAPI document are made from it.
///
/// @param methods that it answers; `HEAD` is `GET` without a body
/// @param pattern such as `/applications/{token}/chats/{chat}`
/// @param summary one sentence for the OpenAPI document
/// @param problems how its problems are told
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

  /// The same, with its problems told in other words.
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
  /// @param response the name of the answer's schema; empty: none
  /// @param status of success
  /// @param query the parameters that it reads
  /// @param type the media type of the answer, when it is a success
  /// @param headers of the answer, when it is a success
  /// @param repeats what makes a repeat of the call safe
  public record Schema(
      String request,
      String response,
      int status,
      List<String> query,
      String type,
      List<String> headers,
      Repeats repeats) {
    /// What makes a repeat of a call safe.
    public enum Repeats {
      /// It is what it is: reading, changing to a value, deleting.
      BY_NATURE,
      /// Its key.
      BY_KEY,
      /// Its key, and it may be answered before it is applied.
      BY_KEY_AND_QUEUED
    }

    public static Schema of(String request, String response, int status, String... query) {
      return new Schema(
          request,
          response,
          status,
          List.of(query),
          "application/json",
          List.of(),
          Repeats.BY_NATURE);
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
      return new Schema(request, response, status, query, type, headers, otherRepeats);
    }

    /// The same, answered in another media type.
    public Schema as(String otherType) {
      return new Schema(request, response, status, query, otherType, headers, repeats);
    }

    /// The same, answered with these headers.
    public Schema with(String... otherHeaders) {
      return new Schema(request, response, status, query, type, List.of(otherHeaders), repeats);
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
