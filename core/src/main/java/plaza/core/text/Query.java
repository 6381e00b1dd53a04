package plaza.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a search asks for: folded terms, all of which a text must contain, anywhere. The query is
/// text, never syntax, but for pairs of double quotes, which hold a phrase together. Punctuation
/// counts.
///
/// @param terms folded, none blank, at least one, without repetitions and without those contained
///     in another, the longest first
public record Query(List<String> terms) {
  public Query {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a query has at least one term");
    }
  }

  /// The query in `text`; empty when it is blank.
  public static Optional<Query> parse(String text) {
    var terms = new ArrayList<String>();
    for (var raw : split(text)) {
      var term = Folding.fold(raw).strip();
      if (!term.isEmpty()) {
        terms.add(term);
      }
    }
    if (terms.isEmpty()) {
      // Nothing but quotes, perhaps: then they are what is searched.
      var whole = Folding.fold(text).strip();
      return whole.isEmpty() ? Optional.empty() : Optional.of(new Query(List.of(whole)));
    }
    return Optional.of(new Query(needed(terms)));
  }

  /// Words, and phrases without their quotes. A quote without a partner is an ordinary character.
  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    var at = 0;
    while (at < text.length()) {
      var c = text.charAt(at);
      var closing = c == '"' ? text.indexOf('"', at + 1) : -1;
      if (closing > 0) {
        parts.add(text.substring(at + 1, closing));
        at = closing + 1;
      } else if (Texts.isSpace(c)) {
        at++;
      } else {
        var end = wordEnd(text, at);
        parts.add(text.substring(at, end));
        at = end;
      }
    }
    return parts;
  }

  private static int wordEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Texts.isSpace(c) || (c == '"' && i > from && text.indexOf('"', i + 1) > 0)) {
        return i;
      }
    }
    return text.length();
  }

  /// A term within a longer one is found with it.
  private static List<String> needed(List<String> terms) {
    var needed = new ArrayList<String>();
    var longestFirst = terms.stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
    for (var term : longestFirst) {
      if (needed.stream().noneMatch(longer -> longer.contains(term))) {
        needed.add(term);
      }
    }
    return needed;
  }

  /// Whether a text, folded, contains every term.
  public boolean matches(String folded) {
    return terms.stream().allMatch(folded::contains);
  }
}
