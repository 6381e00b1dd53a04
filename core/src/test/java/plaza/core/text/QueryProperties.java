package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QueryProperties {
  /// What queries are made of, and what trips parsers up.
  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.of(
            "\"",
            "\"\"",
            " ",
            "\t",
            "\u00a0",
            "\u0085",
            "\u3000",
            "\u0000",
            "a",
            "A",
            "ß",
            "İ",
            "ﬁ",
            "e\u0301",
            "\u0301",
            "\u200d",
            "世",
            "\ud83c\udf0d",
            "\ud83c",
            "\udf0d",
            "*",
            "-",
            "\\",
            "(",
            ":",
            "AND",
            "ab")
        .list()
        .ofMaxSize(20)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 5_000)
  void every_text_is_a_query_or_blank(@ForAll("queries") String text) {
    Query.parse(text).ifPresent(query -> {
      assertThat(query.terms()).isNotEmpty().doesNotHaveDuplicates();
      assertThat(query.terms()).allSatisfy(term -> {
        assertThat(term).isNotBlank();
        assertThat(Folding.fold(term)).isEqualTo(term);
      });
    });
  }

  @Property(tries = 5_000)
  void a_text_without_quotes_is_found_by_itself(@ForAll("queries") String text) {
    var unquoted = text.replace('"', ' ');

    Query.parse(unquoted)
        .ifPresent(query -> assertThat(query.matches(Folding.fold(unquoted))).isTrue());
  }

  @Property(tries = 2_000)
  void any_other_text_too(@ForAll String text) {
    Query.parse(text).ifPresent(query -> assertThat(query.terms()).isNotEmpty());
  }

  @Property(tries = 3_000)
  void one_pass_finds_what_one_look_for_each_term_finds(
      @ForAll("queries") String text, @ForAll("queries") String other) {
    var folded = Folding.fold(other);

    Query.parse(text)
        .ifPresent(query -> assertThat(query.matchesInOnePass(folded))
            .isEqualTo(query.terms().stream().allMatch(folded::contains)));
  }

  @Property(tries = 3_000)
  void no_term_is_contained_in_another(@ForAll("queries") String text) {
    Query.parse(text).ifPresent(query -> {
      for (var term : query.terms()) {
        assertThat(query.terms()).filteredOn(other -> other.contains(term)).containsExactly(term);
      }
    });
  }
}
