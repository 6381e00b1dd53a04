package plaza.edge.shlink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.edge.http.Fields;

/// The fields of a link in a body, each a change to what it would be without.
final class ShlinkLinkFields {
  private ShlinkLinkFields() {}

  /// What the body says; what it does not say stays as it is.
  static List<LinkEdit> edits(Fields fields) {
    var edits = new ArrayList<LinkEdit>();
    fields
        .text("longUrl", Target::problem)
        .ifPresent(url -> edits.add(new LinkEdit.ToTarget(new Target(url))));
    edits.addAll(editsBesideTarget(fields));
    return edits;
  }

  /// As [#edits], but for where the link leads.
  static List<LinkEdit> editsBesideTarget(Fields fields) {
    var edits = new ArrayList<LinkEdit>();
    if (fields.isNull("title")) {
      edits.add(new LinkEdit.Title(""));
    }
    fields
        .text("title", LinkTerms::titleProblem)
        .ifPresent(title -> edits.add(new LinkEdit.Title(title)));
    fields
        .texts("tags", LinkTerms::tagsProblem)
        .ifPresent(tags -> edits.add(new LinkEdit.Tags(tags)));
    time(fields, "validSince", LinkEdit.ValidSince::new).ifPresent(edits::add);
    time(fields, "validUntil", LinkEdit.ValidUntil::new).ifPresent(edits::add);
    visitsMax(fields).ifPresent(most -> edits.add(new LinkEdit.VisitsMax(most)));
    fields.flag("crawlable").ifPresent(flag -> edits.add(new LinkEdit.Crawlable(flag)));
    fields.flag("forwardQuery").ifPresent(flag -> edits.add(new LinkEdit.ForwardsQuery(flag)));
    // What Shlink 4 takes and does nothing with, too.
    fields.flag("validateUrl");
    return edits;
  }

  private static Optional<LinkEdit> time(
      Fields fields, String field, Function<Instant, LinkEdit> edit) {
    if (fields.isNull(field)) {
      fields.text(field, _ -> Optional.empty());
      return Optional.of(edit.apply(Validity.NEVER));
    }
    var at = fields.time(field);
    at.flatMap(Validity::problem).ifPresent(problem -> fields.wrong(field, problem));
    return at.map(edit);
  }

  /// 0: any number.
  private static Optional<Long> visitsMax(Fields fields) {
    if (fields.isNull("maxVisits")) {
      fields.text("maxVisits", _ -> Optional.empty());
      return Optional.of(0L);
    }
    return fields.number("maxVisits", Validity::visitsProblem);
  }
}
