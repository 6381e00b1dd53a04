package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForbiddenWordsTest {
  private static final int TRIES = 5_000;
  private static final String CHARACTERS = "aab 世$é";

  private static String text(Random random, int lengthMax) {
    return random
        .ints(1 + random.nextInt(lengthMax), 0, CHARACTERS.length())
        .map(CHARACTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean has(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (Words.isBoundary(text, at) && Words.isBoundary(text, at + word.length())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void one_pass_finds_what_one_look_for_each_word_finds() {
    var random = new Random(9);
    for (int i = 0; i < TRIES; i++) {
      var words = IntStream.range(0, 1 + random.nextInt(6))
          .mapToObj(_ -> text(random, 4))
          .filter(word -> !word.isBlank())
          .toList();
      var text = text(random, 30);
      var found = new ForbiddenWords(words).firstIn(text);

      assertThat(found.isPresent())
          .as("%s in %s", words, text)
          .isEqualTo(words.stream()
              .anyMatch(word -> has(Words.plain(text), Words.plain(word).strip())));
      assertThat(words).containsAll(found.stream().toList());
    }
  }

  @Test
  void a_word_is_named_as_it_was_given() {
    assertThat(new ForbiddenWords(List.of("Ham", " Crème ")).firstIn("some CREME"))
        .contains(" Crème ");
  }
}
