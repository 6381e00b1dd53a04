package plaza.core.text;

import java.util.List;

/// What a search asks for: folded terms, all of which a text must contain, anywhere. The query is
/// text, never syntax, but for pairs of
/// double quotes, which hold a phrase together. Punctuation counts.
///
/// @param terms folded, none blank, at least one, without repetitions and without those contained
/// in another
public record Query(List<String> terms) {
  public Query {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a query has at least one term");
    }
  }

  /// Whether a text, folded, contains every term.
  public boolean matches(String folded) {
    return terms.stream().allMatch(folded::contains);
  }
}
