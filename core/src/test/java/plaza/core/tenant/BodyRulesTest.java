package plaza.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plaza.core.work.Compute;

class BodyRulesTest {
  private static final ApplicationId ALICES = new ApplicationId(1);
  private static final ApplicationId BOBS = new ApplicationId(2);

  private final AtomicInteger pieces = new AtomicInteger();

  /// Counts the pieces of work that are handed over.
  private final BodyRules rules = new BodyRules(new Compute() {
    @Override
    public <T> T run(long application, Supplier<T> work) {
      pieces.incrementAndGet();
      return work.get();
    }
  });

  private static Settings forbidding(List<String> words) {
    return Settings.DEFAULT.with(Settings.FORBIDDEN_WORDS, words);
  }

  private boolean allows(ApplicationId application, List<String> words, String body) {
    return rules.firstViolation(application, forbidding(words), List.of(body)).isEmpty();
  }

  @Test
  void the_first_body_that_breaks_a_rule_is_told() {
    var settings = forbidding(List.of("spam"));

    assertThat(rules.firstViolation(ALICES, settings, List.of("ham", "some SPAM", "spam")))
        .contains(new BodyRules.Violation(1, "contains a word of the rule forbidden_words: spam"));
    assertThat(rules.firstViolation(ALICES, settings, List.of("ham", "a".repeat(4_001))))
        .hasValueSatisfying(found -> assertThat(found.problem()).contains("is too long"));
  }

  @Test
  void words_that_were_changed_count_at_once_and_each_application_has_its_own() {
    assertThat(allows(ALICES, List.of("spam"), "spam")).isFalse();
    assertThat(allows(BOBS, List.of("eggs"), "spam")).isTrue();
    assertThat(allows(ALICES, List.of("eggs"), "spam")).isTrue();
    assertThat(allows(ALICES, List.of("eggs"), "eggs")).isFalse();
    assertThat(allows(ALICES, List.of(), "eggs")).isTrue();
  }

  @Test
  void words_are_prepared_elsewhere_and_once() {
    var words = List.of("spam");

    for (int i = 0; i < 10; i++) {
      assertThat(allows(ALICES, words, "short")).isTrue();
    }

    assertThat(pieces).hasValue(1);
  }

  @Test
  void much_text_is_checked_in_pieces_elsewhere() {
    var bodies = IntStream.range(0, 100).mapToObj(_ -> "a".repeat(4_000)).toList();

    assertThat(rules.firstViolation(ALICES, forbidding(List.of("spam")), bodies))
        .isEmpty();

    assertThat(pieces.get()).isBetween(10, 13);
  }

  @Test
  void words_that_change_again_and_again_and_those_of_many_applications_take_bounded_memory() {
    for (int i = 0; i < 40; i++) {
      var number = i;
      var words = IntStream.range(0, 400)
          .mapToObj(word -> number + "-" + word + "-" + "a".repeat(240))
          .toList();

      assertThat(allows(new ApplicationId(1 + i % 20), words, "ham")).isTrue();

      assertThat(rules.states()).isLessThanOrEqualTo(BodyRules.STATES_MAX);
    }
  }
}
