package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AhoCorasickTest {
  private static final int TRIES = 3_000;

  private static String text(Random random, int lengthMax) {
    return random
        .ints(1 + random.nextInt(lengthMax), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The words that end at each place of the text, the longest first.
  private static List<String> found(AhoCorasick automaton, List<String> words, String text) {
    var found = new ArrayList<String>();
    var state = AhoCorasick.ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = automaton.next(state, text.charAt(i));
      for (var end = automaton.longest(state);
          end != AhoCorasick.ROOT;
          end = automaton.shorter(end)) {
        found.add(i + " " + words.get(automaton.word(end)));
      }
    }
    return found;
  }

  private static List<String> foundOneByOne(List<String> words, String text) {
    var found = new ArrayList<String>();
    for (int i = 0; i < text.length(); i++) {
      for (int from = 0; from <= i; from++) {
        var piece = text.substring(from, i + 1);
        if (words.contains(piece)) {
          found.add(i + " " + piece);
        }
      }
    }
    return found;
  }

  @Test
  void every_place_of_every_word_is_found() {
    var random = new Random(5);
    for (int i = 0; i < TRIES; i++) {
      var words =
          IntStream.range(0, random.nextInt(9)).mapToObj(_ -> text(random, 6)).toList();
      var text = text(random, 40);

      assertThat(found(new AhoCorasick(words), words, text))
          .as("%s in %s", words, text)
          .isEqualTo(foundOneByOne(words, text));
    }
  }

  @Test
  void of_equal_words_the_first_is_found() {
    var automaton = new AhoCorasick(List.of("b", "a", "a"));

    assertThat(automaton.word(automaton.longest(automaton.next(AhoCorasick.ROOT, 'a'))))
        .isEqualTo(1);
  }
}
