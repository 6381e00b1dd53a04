package plaza.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Texts of about 120 bytes: the same as those that `words.lua` has the load generator send.
public final class Words {
  private static final int LENGTH_MIN = 115;

  /// Lehmer's generator of chance, as the script has it.
  private static final long FACTOR = 16_807;

  private static final long MODULUS = 2_147_483_647;

  private final List<String> words;
  private long seed = 20;

  private Words(List<String> words) {
    this.words = words;
  }

  /// @param scripts the folder of the scripts, with the words
  public static List<String> texts(Path scripts, int count) throws IOException {
    try (var lines = Files.lines(scripts.resolve("words.txt"))) {
      var all = new Words(lines.flatMap(line -> Stream.of(line.split(" "))).toList());
      var texts = new ArrayList<String>(count);
      for (int i = 0; i < count; i++) {
        texts.add(all.text());
      }
      return texts;
    }
  }

  private String text() {
    var text = new StringBuilder(word());
    while (text.length() < LENGTH_MIN) {
      text.append(' ').append(word());
    }
    return text.toString();
  }

  private String word() {
    seed = seed * FACTOR % MODULUS;
    return words.get((int) (seed % words.size()));
  }
}
