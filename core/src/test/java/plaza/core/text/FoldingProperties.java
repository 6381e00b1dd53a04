package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldingProperties {
  /// Runs of marks, some longer than a normal form should sort, on letters of several scripts.
  @Provide
  Arbitrary<String> markedTexts() {
    return Arbitraries.of(
            "e",
            "ก",
            "क",
            "\u0958",
            "ω",
            "Σ",
            "\u1FA7",
            "が",
            "ﾞ",
            "ㄱ",
            "\u0301",
            "\u0323",
            "\u0E38",
            "\u0E49",
            "\u0344",
            "\u0F73",
            "\u034F",
            "\u0345",
            "\u302E",
            "\u20DD",
            " ",
            "ำ",
            "\u200B",
            "ㅋ",
            "\u1161",
            "\u1160",
            "ﾡ",
            "أ",
            "\u0654",
            "שׁ",
            "ø",
            "´",
            "™",
            "\u200D",
            "👩",
            "❤",
            "\uFE0F",
            "🏴",
            "\uDB40\uDC67")
        .list()
        .ofMaxSize(120)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3_000)
  void folding_a_text_with_many_marks_twice_changes_nothing(@ForAll("markedTexts") String text) {
    var folded = Folding.fold(text);

    assertThat(Folding.fold(folded)).isEqualTo(folded);
  }

  @Property(tries = 2_000)
  void folding_twice_changes_nothing(@ForAll String text) {
    var folded = Folding.fold(text);

    assertThat(Folding.fold(folded)).isEqualTo(folded);
  }

  /// What begins with a mark is no part that a reader sees, nor is half of a picture.
  @Property(tries = 3_000)
  void a_text_contains_what_its_parts_fold_to(@ForAll("pieces") List<String> pieces) {
    var text = Folding.fold(String.join("", pieces));

    for (int from = 0; from < pieces.size(); from++) {
      for (int to = from + 1; to <= pieces.size(); to++) {
        var part = String.join("", pieces.subList(from, to));
        assertThat(text).as(part).contains(Folding.fold(part).strip());
      }
    }
  }

  /// Characters as people type and see them.
  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "e",
            "é",
            "e\u0301",
            "Ł",
            "ß",
            "ｶﾞ",
            "が",
            "ﾞ",
            "ำ",
            "ก",
            "กี",
            "ㅋ",
            "ㅠ",
            "ㅏ",
            "가",
            "각",
            "ﾡ",
            "㉠",
            "أ",
            "ل",
            "ـ",
            "ّ",
            "שׁ",
            "’",
            "“",
            "´",
            "❤️",
            "❤",
            "👩\u200D👧",
            "👍🏽",
            "\u200B",
            "\u00AD",
            "Σ",
            "ς",
            "1",
            "™",
            "…",
            "क्षि",
            " ")
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 2_000)
  void a_text_is_found_by_each_of_its_words(@ForAll String text) {
    Query.parse("x " + text.replace('"', ' '))
        .ifPresent(query -> assertThat(query.matches(Folding.fold("x " + text.replace('"', ' '))))
            .isTrue());
  }
}
