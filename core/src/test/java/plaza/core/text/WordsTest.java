package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static boolean forbids(String word, String text) {
    return new ForbiddenWords(List.of("unheard-of", word)).firstIn(text).isPresent();
  }

  @Test
  void a_word_is_found_whole_case_and_accents_aside() {
    assertThat(forbids("Spam", "a spÁm!")).isTrue();
    assertThat(forbids("ass", "first class, you ass")).isTrue();
    assertThat(forbids("ass", "first class")).isFalse();
    assertThat(forbids("ass", "assess")).isFalse();
    assertThat(forbids("дом", "мой дом")).isTrue();
    assertThat(forbids("дом", "домой")).isFalse();
  }

  @Test
  void signs_are_words_too_and_phrases_hold_together() {
    assertThat(forbids("$$", "pay$$now")).isTrue();
    assertThat(forbids("free money", "FREE   money")).isTrue();
    assertThat(forbids("free money", "free more money")).isFalse();
  }

  @Test
  void where_no_space_parts_words_a_word_is_found_anywhere() {
    assertThat(forbids("世界", "你好世界吗")).isTrue();
    assertThat(forbids("ไม่", "ฉันไม่รู้")).isTrue();
  }

  @Test
  void what_nobody_sees_hides_no_word() {
    assertThat(forbids("spam", "s\u00ADp\u200Bam")).isTrue();
    assertThat(forbids("spam", "s\u034Fp\uFE0Fa\u0002m")).isTrue();
    assertThat(forbids("s\u200Dpam", "spam")).isTrue();
  }

  /// One fold for searches and rules: what a search finds as a word, a rule finds.
  @Test
  void what_is_typed_for_one_another_hides_no_word() {
    assertThat(forbids("łódź", "LODZ")).isTrue();
    assertThat(forbids("ㅅㅂ", "ㅅㅂ ㅋㅋ")).isTrue();
    assertThat(forbids("كلب", "كَـلْب")).isTrue();
    assertThat(forbids("don't", "Don’t!")).isTrue();
    assertThat(forbids("👩\u200D👧", "a 👩\u200D👧 b")).isTrue();
  }

  /// Rows of earlier versions may have such words.
  @Test
  void a_word_of_which_nothing_is_left_forbids_nothing() {
    assertThat(forbids("\u0651", "any text")).isFalse();
    assertThat(forbids("\u0640", "شـابوص")).isFalse();
  }
}
