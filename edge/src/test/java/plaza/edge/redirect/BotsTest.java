package plaza.edge.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// User agents as they are sent, one a line: of programs in `bots-of-the-field.txt`, of
/// browsers in `people.txt`.
class BotsTest {
  private static List<String> lines(String name) throws IOException {
    try (var bytes =
        Objects.requireNonNull(BotsTest.class.getResourceAsStream(name), "no " + name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void programs_that_look_by_themselves_are_bots() throws IOException {
    var agents = lines("bots-of-the-field.txt");

    assertThat(agents).hasSizeGreaterThan(150);
    assertThat(agents).allSatisfy(agent -> assertThat(Bots.has(agent)).as(agent).isTrue());
    assertThat(Bots.has("")).isTrue();
    assertThat(Bots.has(" ")).isTrue();
  }

  /// Telephones and applications that have the words of bots in their names are among them.
  @Test
  void browsers_that_people_use_are_none() throws IOException {
    var agents = lines("people.txt");

    assertThat(agents).hasSizeGreaterThan(50);
    assertThat(agents).allSatisfy(agent -> assertThat(Bots.has(agent)).as(agent).isFalse());
  }
}
