package plaza.core.link;

import java.time.Instant;
import java.util.List;
import plaza.core.text.Folding;

/// A query for links of an application: filters and order.
///
/// @param text a part of the code, the target, the title or a tag, case and accents aside; empty:
///     any
/// @param with the tags that they have
/// @param without the tags that they have not
/// @param from when the first ones were made; [Validity#NEVER]: whenever
/// @param to when the last ones were made; [Validity#NEVER]: whenever
/// @param until only those that are valid until later than this; [Validity#NEVER]: all
/// @param followable only those that have visits left
public record LinkQuery(
    String text,
    Tagged with,
    Tagged without,
    Instant from,
    Instant to,
    Instant until,
    boolean followable,
    Order order,
    boolean descending) {
  /// All links, the newest first.
  public static final LinkQuery ALL = new LinkQuery(
      "",
      Tagged.ANY,
      Tagged.ANY,
      Validity.NEVER,
      Validity.NEVER,
      Validity.NEVER,
      false,
      Order.CREATED,
      true);

  public LinkQuery {
    text = Folding.fold(text).strip();
  }

  /// @param all whether all of the tags are meant, or any of them
  public record Tagged(List<String> tags, boolean all) {
    static final Tagged ANY = new Tagged(List.of(), false);

    public Tagged {
      tags = List.copyOf(tags);
    }
  }

  /// What links are sorted by; those that are equal come as they were made.
  public enum Order {
    CREATED,
    CODE,
    TARGET,
    TITLE,
    VISITS,
    VISITS_AND_BOTS
  }

  /// The same, of links with this tag.
  public LinkQuery tagged(String tag) {
    return new LinkQuery(
        text,
        new Tagged(List.of(tag), true),
        without,
        from,
        to,
        until,
        followable,
        order,
        descending);
  }

  /// The same, of links that have this text.
  public LinkQuery having(String newText) {
    return new LinkQuery(newText, with, without, from, to, until, followable, order, descending);
  }
}
