package plaza.core.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A search query: folded terms that a text must all contain, anywhere. The query is text,
/// never syntax, but for pairs of double quotes, curly or straight, which hold a phrase
/// together. Punctuation counts. Reading a query, and looking for it in a text, takes time in
/// proportion to both.
public final class Query {
  /// Up to how many steps a term is looked for in the plain way, which is the fastest for nearly
  /// all terms and texts: the length of the one times that of the other.
  private static final long PLAIN_STEPS_MAX = 1 << 16;

  /// Terms up to this length are looked for in the plain way however long the text is: it takes at
  /// most so many steps for each character.
  private static final int PLAIN_LENGTH_MAX = 16;

  private static final int PLAIN_TERMS_MAX = 4;

  private final List<String> terms;
  private final int longest;
  private final AhoCorasick automaton;

  /// @param terms folded, none blank, at least one, without repetitions
  public Query(List<String> terms) {
    this.terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a query has at least one term");
    }
    this.longest = terms.stream().mapToInt(String::length).max().getAsInt();
    this.automaton = new AhoCorasick(this.terms);
  }

  /// What a text must contain: of a query that was [#parse]d without those contained in another,
  /// the longest first.
  public List<String> terms() {
    return terms;
  }

  /// The query in `text`; empty when it is blank.
  public static Optional<Query> parse(String text) {
    var terms = new ArrayList<String>();
    for (var raw : split(Equivalents.withStraightQuotes(text))) {
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
    var distinct = terms.stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
    if (distinct.size() == 1) {
      return distinct;
    }
    var automaton = new AhoCorasick(distinct);
    var contained = new BitSet(distinct.size());
    for (int own = 0; own < distinct.size(); own++) {
      markContained(automaton, distinct, own, contained);
    }
    return IntStream.range(0, distinct.size())
        .filter(term -> !contained.get(term))
        .mapToObj(distinct::get)
        .toList();
  }

  private static void markContained(
      AhoCorasick automaton, List<String> terms, int own, BitSet contained) {
    var text = terms.get(own);
    var state = AhoCorasick.ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = automaton.next(state, text.charAt(i));
      var found = automaton.longest(state);
      // Of a term that was found before, the shorter ones at its end were, too.
      while (found != AhoCorasick.ROOT && !contained.get(automaton.word(found))) {
        if (automaton.word(found) != own) {
          contained.set(automaton.word(found));
        }
        found = automaton.shorter(found);
      }
    }
  }

  /// Whether a text, folded, contains every term.
  public boolean matches(String folded) {
    var plain = terms.size() <= PLAIN_TERMS_MAX
        && (longest <= PLAIN_LENGTH_MAX || (long) longest * folded.length() <= PLAIN_STEPS_MAX);
    return plain ? terms.stream().allMatch(folded::contains) : matchesInOnePass(folded);
  }

  boolean matchesInOnePass(String folded) {
    var found = new BitSet(terms.size());
    var missing = terms.size();
    var state = AhoCorasick.ROOT;
    for (int i = 0; i < folded.length() && missing > 0; i++) {
      state = automaton.next(state, folded.charAt(i));
      var ends = automaton.longest(state);
      while (ends != AhoCorasick.ROOT && !found.get(automaton.word(ends))) {
        found.set(automaton.word(ends));
        missing--;
        ends = automaton.shorter(ends);
      }
    }
    return missing == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Query query && query.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return "Query" + terms;
  }
}
