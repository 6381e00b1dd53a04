package plaza.contract.cost;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plaza.core.link.Target;
import plaza.core.text.Folding;
import plaza.core.text.ForbiddenWords;
import plaza.core.text.Query;
import plaza.core.text.Words;

/// The cost of processing any text is linear in its length.
class TextCostTest {
  private static final int LENGTH = 2_000;

  @ParameterizedTest
  @EnumSource
  void folding_is_linear(HostileText shape) {
    LinearCost.requireLinear("folding " + shape, LENGTH, shape::of, Folding::fold);
  }

  @ParameterizedTest
  @EnumSource
  void preparing_a_text_for_forbidden_words_is_linear(HostileText shape) {
    LinearCost.requireLinear("preparing " + shape, LENGTH, shape::of, Words::plain);
  }

  /// A query has at most 8 KiB, the longest request line.
  @ParameterizedTest
  @EnumSource
  void reading_a_query_is_linear(HostileText shape) {
    LinearCost.requireLinear("reading " + shape, LENGTH / 4, shape::of, Query::parse);
  }

  private record Search(Optional<Query> query, String folded) {
    boolean matches() {
      return query.map(asked -> asked.matches(folded)).orElse(false);
    }
  }

  /// The query is nearly in the text at every place, and at none.
  @ParameterizedTest
  @EnumSource
  void looking_for_a_query_in_a_text_is_linear(HostileText shape) {
    LinearCost.requireLinear(
        "looking for " + shape,
        LENGTH,
        length -> new Search(
            Query.parse('"' + shape.of(length / 4).replace('"', '\'') + "!\""),
            Folding.fold(shape.of(length))),
        Search::matches);
  }

  /// A target has at most 4,096 characters.
  @ParameterizedTest
  @EnumSource
  void judging_a_target_and_its_host_is_linear(HostileText shape) {
    LinearCost.requireLinear(
        "judging a target of " + shape,
        LENGTH / 8,
        length -> "http://x" + shape.of(length) + ".example",
        url -> Target.problem(url).isPresent() ? "" : new Target(url).authority());
  }

  private record Check(ForbiddenWords words, String text) {
    Optional<String> found() {
      return words.firstIn(text);
    }
  }

  /// Words that are nearly in the text at every place, and at none.
  @ParameterizedTest
  @EnumSource
  void looking_for_forbidden_words_is_linear_in_the_text(HostileText shape) {
    var words = IntStream.rangeClosed(1, 250)
        .mapToObj(length -> shape.of(length).strip() + "!" + length)
        .toList();
    var forbidden = new ForbiddenWords(words);
    LinearCost.requireLinear(
        "looking for words in " + shape,
        LENGTH,
        length -> new Check(forbidden, shape.of(length)),
        Check::found);
  }

  @ParameterizedTest
  @EnumSource
  void preparing_forbidden_words_is_linear_in_their_lengths(HostileText shape) {
    LinearCost.requireLinear(
        "preparing words of " + shape,
        LENGTH / 4,
        length -> IntStream.range(0, 20)
            .mapToObj(word -> word + shape.of(length / 20 + 1))
            .toList(),
        ForbiddenWords::new);
  }
}
