package plaza.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An error answer, as `application/problem+json` (RFC 9457), with the members `error` (a
/// sentence) or `errors` (by field) that clients of this field know.
///
/// @param type a URI for programs to know it by; `about:blank`: its status says all
/// @param errors what is wrong by field, for 422 only
/// @param members further ones, such as the name of what is missing
/// @param headers further headers, such as `Retry-After`
public record Problem(
    String type,
    int status,
    String title,
    String detail,
    Map<String, List<String>> errors,
    Map<String, String> members,
    Map<String, String> headers) {
  public static final String TYPE = "application/problem+json";

  private static final String NO_TYPE = "about:blank";

  public Problem {
    // Their names are the caller's. Map.copyOf takes quadratic time when their hash codes collide.
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    members = Map.copyOf(members);
    headers = Map.copyOf(headers);
  }

  /// A problem whose sentence is also its title.
  public static Problem of(int status, String title) {
    return of(status, title, title);
  }

  public static Problem of(int status, String title, String detail) {
    return new Problem(NO_TYPE, status, title, detail, Map.of(), Map.of(), Map.of());
  }

  /// Invalid fields of a well-formed body.
  public static Problem fields(Map<String, List<String>> errors) {
    return new Problem(
        NO_TYPE,
        422,
        "Unprocessable content",
        "Some fields are invalid, see errors",
        errors,
        Map.of(),
        Map.of());
  }

  public static Problem field(String field, String problem) {
    return fields(Map.of(field, List.of(problem)));
  }

  public Problem with(String header, String value) {
    var more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Problem(type, status, title, detail, errors, members, more);
  }

  /// The same, of a type.
  public Problem of(String otherType) {
    return new Problem(otherType, status, title, detail, errors, members, headers);
  }

  /// The same, with one more member.
  public Problem saying(String member, String value) {
    var more = new java.util.HashMap<>(members);
    more.put(member, value);
    return new Problem(type, status, title, detail, errors, more, headers);
  }

  /// Ends the handling of a request with this problem.
  public Refusal refuse() {
    return new Refusal(this);
  }

  /// Thrown by parsing, which can fail at any depth; caught in one place.
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refusal(Problem problem) {
      super(problem.title(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  public Answer answer() {
    return headers.entrySet().stream()
        .reduce(
            Answer.json(status, whole()).with("Content-Type", TYPE),
            (answer, header) -> answer.with(header.getKey(), header.getValue()),
            (a, _) -> a);
  }

  /// All that is said about the problem.
  public ObjectNode whole() {
    var json = Json.object();
    json.put("type", type).put("title", title).put("status", status).put("detail", detail);
    members.forEach(json::put);
    if (errors.isEmpty()) {
      json.put("error", detail);
    } else {
      var byField = json.putObject("errors");
      errors.forEach((field, problems) -> problems.forEach(byField.withArray(pointer(field))::add));
    }
    return json;
  }

  /// A field's name as a JSON pointer (RFC 6901).
  private static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }

  /// For embedding in other answers.
  public ObjectNode json() {
    return Json.object().put("status", status).put("title", title).put("detail", detail);
  }
}
