package plaza.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @Test
  void a_command_that_ends_with_an_error_is_answered_and_the_next_one_is_heard(@TempDir Path folder)
      throws Exception {
    var file = folder.resolve("control");
    Control control = (words, _) -> {
      if (words.equals("break")) {
        throw new StackOverflowError("too deep");
      }
      return "done";
    };
    try (var socket = ControlSocket.open(file, control).orElseThrow()) {
      assertThatThrownBy(() -> ControlSocket.ask(file, "break", _ -> {}))
          .isInstanceOf(Control.Refusal.class)
          .hasMessageContaining("too deep");

      assertThat(ControlSocket.ask(file, "work", _ -> {})).contains("done");
      assertThat(socket.trouble()).isEmpty();
    }
  }
}
