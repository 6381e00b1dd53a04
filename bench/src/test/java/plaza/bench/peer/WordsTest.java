package plaza.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WordsTest {
  /// What `words.lua` has made: the first, and the four thousandth.
  private static final String FIRST =
      "must have form part had only way new he work by men it answer over what animal house their little great animal are in";

  private static final String LAST =
      "have can picture give these can one even same still found learn old place again day letter home find turn off change";

  @Test
  void the_texts_are_those_of_the_load_generator() throws IOException {
    var texts = Words.texts(Path.of("wrk"), 4_000);

    assertThat(texts).startsWith(FIRST).endsWith(LAST).doesNotHaveDuplicates();
  }
}
