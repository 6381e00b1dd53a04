package plaza.edge.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.edge.http.Fields;

/// The fields of a link in a request's body.
final class LinkFields {
  private LinkFields() {}

  /// The code that its owner has chosen; empty: the next one.
  static Optional<Code> code(Fields fields) {
    return fields.text("code", Code::problem).map(Code::new);
  }

  /// All that is said about a link; empty when something is wrong, which the fields then know.
  static Optional<LinkTerms> terms(Fields fields) {
    var target = fields.requiredText("url", Target::problem);
    var title = fields.text("title", LinkTerms::titleProblem).orElse("");
    var tags = fields.texts("tags", LinkTerms::tagsProblem).orElse(List.of());
    var since = instant(fields, "valid_since");
    var until = instant(fields, "valid_until");
    var visits = fields.isNull("max_visits")
        ? fields.text("max_visits", _ -> Optional.empty()).map(_ -> 0L)
        : fields.number("max_visits", Validity::visitsProblem);
    var validity = new Validity(since, until, visits.orElse(0L));
    var status = fields.number("status", Redirection::statusProblem);
    var redirection = new Redirection(
        status.map(Long::intValue).orElse(Redirection.DEFAULT.status()),
        fields.flag("forward_query").orElse(Redirection.DEFAULT.forwardsQuery()),
        List.of());
    var crawlable = fields.flag("crawlable").orElse(false);
    return target.map(
        url -> new LinkTerms(new Target(url), title, tags, validity, redirection, crawlable));
  }

  private static Instant instant(Fields fields, String field) {
    var at = fields.time(field);
    at.flatMap(Validity::problem).ifPresent(problem -> fields.wrong(field, problem));
    return at.orElse(Validity.NEVER);
  }
}
