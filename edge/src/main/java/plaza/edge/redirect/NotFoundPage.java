package plaza.edge.redirect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import plaza.edge.http.Answer;
import plaza.edge.http.QualityValue;
import plaza.edge.http.Request;

/// The page that people see when they follow a dead link. It is the same for every reason.
public final class NotFoundPage {
  private static final String TYPE = "text/html";

  private static final byte[] PAGE = """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="robots" content="noindex">
      <title>This link leads nowhere</title>
      <h1>This link leads nowhere</h1>
      <p>There is no page behind this address, or not any more. Check that the link is complete, or ask the person who sent it.</p>
      </html>
      """.getBytes(StandardCharsets.UTF_8);

  private NotFoundPage() {}

  /// Of an answer that there is nothing at a path to which people come by following a link, the
  /// page, when the request prefers one; any other answer as it is.
  ///
  /// @param pattern of the route that answered; empty: none
  public static Answer forPeople(Request request, String pattern, Answer answer) {
    return answer.status() == 404 && Redirects.areForPeople(request.path(), pattern)
        ? orProblem(request, answer)
        : answer;
  }

  private static Answer orProblem(Request request, Answer problem) {
    var accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
    var page = weight(accept, TYPE);
    if (page == 0 || page < weight(accept, "application/json")) {
      return problem.with("Vary", "Accept, Origin");
    }
    var answer = new Answer(problem.status(), problem.headers(), new Answer.Body.Whole(PAGE));
    return answer.with("Content-Type", TYPE + "; charset=utf-8").with("Vary", "Accept, Origin");
  }

  /// How much a media type is wanted that the header names; 0: it does not name it, or not accept
  /// it.
  private static double weight(String accept, String type) {
    for (var range : accept.split(",", -1)) {
      if (range.split(";", -1)[0].strip().equals(type)) {
        return QualityValue.of(range.substring(range.lastIndexOf(';') + 1)).orElse(1);
      }
    }
    return 0;
  }
}
