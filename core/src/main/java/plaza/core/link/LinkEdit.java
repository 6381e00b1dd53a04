package plaza.core.link;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One field of a link, set to a new value. A PATCH is a list of them.
public sealed interface LinkEdit {
  record ToTarget(Target target) implements LinkEdit {}

  /// @param title empty: none
  record Title(String title) implements LinkEdit {}

  record Tags(List<String> tags) implements LinkEdit {}

  /// @param since [Validity#NEVER]: from the beginning
  record ValidSince(Instant since) implements LinkEdit {}

  /// @param until [Validity#NEVER]: for ever
  record ValidUntil(Instant until) implements LinkEdit {}

  /// @param visits 0: any number
  record VisitsMax(long visits) implements LinkEdit {}

  record Status(int status) implements LinkEdit {}

  record ForwardsQuery(boolean forwards) implements LinkEdit {}

  record Crawlable(boolean crawlable) implements LinkEdit {}

  /// @param rules all of them, in order
  record Rules(List<Rule> rules) implements LinkEdit {
    public Rules {
      rules = List.copyOf(rules);
    }
  }

  /// One tag instead of another, where that is there.
  ///
  /// @param to empty: none
  record Retag(String from, String to) implements LinkEdit {}

  /// One of the [LinkOptions], set to a value of its type.
  record Option(LinkField.Option<?> field, Object value) implements LinkEdit {
    public Option {
      value = field.field().type().cast(value);
    }
  }

  /// The terms after this edit.
  default LinkTerms applyTo(LinkTerms t) {
    return switch (this) {
      case ToTarget(var target) ->
        new LinkTerms(
            target, t.title(), t.tags(), t.validity(), t.redirection(), t.crawlable(), t.options());
      case Title(var title) ->
        new LinkTerms(
            t.target(), title, t.tags(), t.validity(), t.redirection(), t.crawlable(), t.options());
      case Tags(var tags) ->
        new LinkTerms(
            t.target(), t.title(), tags, t.validity(), t.redirection(), t.crawlable(), t.options());
      case ValidSince(var since) ->
        valid(t, new Validity(since, t.validity().until(), t.validity().visitsMax()));
      case ValidUntil(var until) ->
        valid(t, new Validity(t.validity().since(), until, t.validity().visitsMax()));
      case VisitsMax(var visits) ->
        valid(t, new Validity(t.validity().since(), t.validity().until(), visits));
      case Status(var status) -> redirected(t, t.redirection().with(status));
      case ForwardsQuery(var forwards) -> redirected(t, t.redirection().with(forwards));
      case Crawlable(var crawlable) ->
        new LinkTerms(
            t.target(), t.title(), t.tags(), t.validity(), t.redirection(), crawlable, t.options());
      case Rules(var rules) -> redirected(t, t.redirection().with(rules));
      case Option(var field, var value) -> t.with(t.options().with(field, value));
      case Retag(var from, var to) -> new Tags(retagged(t.tags(), from, to)).applyTo(t);
    };
  }

  private static List<String> retagged(List<String> tags, String from, String to) {
    return tags.stream()
        .flatMap(tag -> tag.equals(from) ? Stream.of(to).filter(t -> !t.isEmpty()) : Stream.of(tag))
        .toList();
  }

  private static LinkTerms valid(LinkTerms t, Validity validity) {
    return new LinkTerms(
        t.target(), t.title(), t.tags(), validity, t.redirection(), t.crawlable(), t.options());
  }

  private static LinkTerms redirected(LinkTerms t, Redirection redirection) {
    return new LinkTerms(
        t.target(), t.title(), t.tags(), t.validity(), redirection, t.crawlable(), t.options());
  }

  /// The terms after these edits, one after the other.
  static LinkTerms apply(LinkTerms terms, List<LinkEdit> edits) {
    var edited = terms;
    for (var edit : edits) {
      edited = edit.applyTo(edited);
    }
    return edited;
  }
}
