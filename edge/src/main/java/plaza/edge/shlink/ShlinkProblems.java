package plaza.edge.shlink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plaza.core.link.Links;
import plaza.core.pipeline.Reply;
import plaza.edge.http.Answer;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;

/// Problems with the types that Shlink's clients know. Their words are for people, and ours.
final class ShlinkProblems {
  private static final String TYPES = "https://shlink.io/api/error/";

  private ShlinkProblems() {}

  /// A problem that is one of the contract, with its type and one more member.
  private static Problem.Refusal typed(
      int status, String type, String title, String detail, String member, String value) {
    return Problem.of(status, title, detail)
        .of(TYPES + type)
        .saying(member, value)
        .refuse();
  }

  static Problem.Refusal linkMissing(String code) {
    return typed(
        404,
        "short-url-not-found",
        "Short URL not found",
        "No URL found with short code \"" + code + "\"",
        "shortCode",
        code);
  }

  private static Problem.Refusal codeTaken(String code) {
    return typed(
        400,
        "non-unique-slug",
        "Invalid custom slug",
        "Provided slug \"" + code + "\" is already in use.",
        "customSlug",
        code);
  }

  static Problem.Refusal tagMissing(String tag) {
    return typed(
        404,
        "tag-not-found",
        "Tag not found",
        "Tag with name \"" + tag + "\" could not be found",
        "tag",
        tag);
  }

  static Problem.Refusal domainMissing(String domain) {
    return typed(
        404,
        "domain-not-found",
        "Domain not found",
        "Domain with authority \"" + domain + "\" could not be found",
        "authority",
        domain);
  }

  static Problem.Refusal tagConflict(String oldName, String newName) {
    return Problem.of(
            409,
            "Tag conflict",
            "You cannot rename tag " + oldName + " to " + newName + ", because it already exists")
        .of(TYPES + "tag-conflict")
        .saying("oldName", oldName)
        .saying("newName", newName)
        .refuse();
  }

  /// Clients that would be told of news by a Mercure hub ask for its address first.
  static Problem.Refusal noMercure() {
    return Problem.of(
            501,
            "Mercure integration not configured",
            "This server has no Mercure hub: poll instead")
        .of(TYPES + "mercure-not-configured")
        .refuse();
  }

  /// What core refuses about the link with this code.
  static Problem.Refusal refused(String code, Reply.Refusal refusal) {
    if (refusal.equals(Links.LINK.missing())) {
      return linkMissing(code);
    }
    return refusal.equals(Links.CODE_TAKEN)
        ? codeTaken(code)
        : Replies.problem(refusal).refuse();
  }

  /// Any problem, as Shlink would tell it.
  static Answer told(Problem problem) {
    return switch (problem.status()) {
      case 401 -> problem.of(TYPES + "invalid-api-key").answer();
      case 422 -> invalid(problem);
      default -> problem.answer();
    };
  }

  private static Answer invalid(Problem problem) {
    var json = Json.object()
        .put("type", TYPES + "invalid-data")
        .put("title", "Invalid data")
        .put("status", 400)
        .put("detail", "Provided data is not valid: " + words(problem.errors()));
    var fields = json.putArray("invalidElements");
    problem.errors().keySet().stream().sorted().forEach(fields::add);
    return Answer.json(400, json).with("Content-Type", Problem.TYPE);
  }

  private static String words(Map<String, List<String>> errors) {
    var words = new ArrayList<String>();
    errors.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> words.add(entry.getKey() + " " + String.join(", ", entry.getValue())));
    return String.join("; ", words);
  }
}
