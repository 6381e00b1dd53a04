package plaza.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
  @TempDir
  private Path directory = Path.of("");

  /// Each line with its number.
  private List<String> lines(byte[] bytes) throws IOException {
    var file = Files.write(directory.resolve("file"), bytes);
    var told = new ArrayList<String>();
    try (var lines = new Lines(file, _ -> {})) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        told.add(lines.number() + " "
            + switch (line.get()) {
              case Lines.Line.Text text -> text.text();
              case Lines.Line.Unreadable unreadable -> "! " + unreadable.problem();
            });
      }
    }
    return told;
  }

  private List<String> lines(String text) throws IOException {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lines_end_with_any_of_the_usual_ends_and_the_last_one_with_none() throws IOException {
    assertThat(lines("a\nb\r\nc\rd\n\ne")).containsExactly("1 a", "2 b", "3 c", "4 d", "5 ", "6 e");
    assertThat(lines("")).isEmpty();
    assertThat(lines("a\n")).containsExactly("1 a");
  }

  @Test
  void a_byte_order_mark_is_passed_over_at_the_beginning_alone() throws IOException {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("1 a", "2 \uFEFFb");
  }

  @Test
  void a_line_that_is_no_text_or_too_long_does_not_concern_the_others() throws IOException {
    assertThat(lines("a\nM\u00FCller\nb".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("1 a", "2 ! is not UTF-8", "3 b");
    assertThat(lines("a\n" + "x".repeat(Lines.BYTES_MAX + 1) + "\nb"))
        .containsExactly("1 a", "2 ! has more than 4 MiB", "3 b");
    assertThat(lines("x".repeat(Lines.BYTES_MAX))).hasSize(1).noneMatch(line -> line.contains("!"));
  }
}
