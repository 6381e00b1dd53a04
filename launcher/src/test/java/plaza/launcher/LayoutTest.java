package plaza.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  private static final OptionalInt NOT_GIVEN = OptionalInt.empty();

  @TempDir
  private Path directory = Path.of("");

  @Test
  void what_a_cluster_was_made_with_holds_and_another_wish_is_refused() {
    var made = Layout.of(directory, OptionalInt.of(9_000), OptionalInt.of(3));
    made.make();

    assertThat(Layout.of(directory, NOT_GIVEN, NOT_GIVEN)).isEqualTo(made);
    assertThat(Layout.of(directory, OptionalInt.of(9_000), NOT_GIVEN)).isEqualTo(made);
    assertThatThrownBy(() -> Layout.of(directory, OptionalInt.of(9_001), NOT_GIVEN))
        .hasMessageContaining("was made with --port 9000");
    assertThatThrownBy(() -> Layout.of(directory, NOT_GIVEN, OptionalInt.of(1)))
        .hasMessageContaining("was made with --brokers 3");
  }

  @Test
  void a_directory_of_an_earlier_version_is_a_cluster_without_a_replica() throws Exception {
    Files.writeString(
        directory.resolve("made"), "port=8080\nbrokers=1\nid=4L6g3nShT-eMCtK--X86sw\n");

    assertThat(Layout.of(directory, NOT_GIVEN, NOT_GIVEN))
        .isEqualTo(new Layout(directory, 8_080, 1, false, "4L6g3nShT-eMCtK--X86sw"));
  }

  @Test
  void impossible_wishes_are_refused_with_their_limits() {
    assertThatThrownBy(() -> Layout.of(directory, OptionalInt.of(65_500), NOT_GIVEN))
        .hasMessageContaining("--port must be 1 to 65476");
    assertThatThrownBy(() -> Layout.of(directory, NOT_GIVEN, OptionalInt.of(2)))
        .hasMessage("--brokers must be 1 or 3, was 2");
  }
}
