package plaza.spec;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The server is killed under load, repeatedly, and its answers are compared with its data.
@Tag("campaign")
class KillSpec {
  private static final int ROUNDS = 20;

  /// Answers that a round waits for before it kills: enough that sends, edits and bulks are under
  /// way.
  private static final int ANSWERS = 150;

  @Test
  void after_each_of_20_kills_every_acknowledged_message_is_there_once_and_no_number_is_missing()
      throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var witness = new Witness(server.http());
      for (int round = 0; round < ROUNDS; round++) {
        var enough = witness.answers() + ANSWERS;
        witness.writeUntilGone(server.http(), () -> {
          await().until(() -> witness.answers() >= enough);
          server.kill();
        });
        server.start();
        witness.check(server.http());
      }
      witness.checkSearch(server.http());
    }
  }
}
