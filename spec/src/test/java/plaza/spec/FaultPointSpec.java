package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The process is gone at each step of the road, just before it and just after: the server's own
/// parts, with a trap around each engine (`FaultPoints`, among the tests of `server/`).
/// `-Dplaza.fault.counts=1,2,3,5,8` tries more calls of each.
@Tag("campaign")
class FaultPointSpec {
  /// The calls of a step at which it snaps.
  private static final List<Integer> COUNTS = Stream.of(
          System.getProperty("plaza.fault.counts", "2").split(",", -1))
      .map(Integer::valueOf)
      .toList();

  /// The steps of a change, in their order.
  private static final List<String> UNDER_LOAD = List.of(
      "Log.append before",
      "Log.append after",
      "Store.begin before",
      "Store.begin after",
      "ChatStore.Rows.insertMessages after",
      "ChatStore.Rows.updateMessages after",
      "ChatStore.Rows.moveTails after",
      "Transaction.insertRequests after",
      "Transaction.moveSequences after",
      "Transaction.insertOutcomes after",
      "Transaction.commit before",
      // Committed, and not announced.
      "Transaction.commit after",
      // Announced.
      "Log.read before",
      "SearchIndex.write before",
      "SearchIndex.write after",
      "SearchIndex.refresh after");

  /// What happens at a start that has something to catch up with.
  private static final List<String> AT_START = List.of(
      "Store.progress before",
      "Store.begin after",
      "Transaction.commit before",
      "Transaction.commit after",
      "SearchIndex.write after",
      "SearchIndex.commit before",
      "SearchIndex.commit after",
      "Store.checkpoint before",
      "Store.checkpoint after",
      "Log.trim before",
      "Log.trim after");

  /// What follows the deletion of a chat: its stream is closed.
  private static final List<String> AT_CLOSING =
      List.of("Store.moveReceiver before", "Store.moveReceiver after");

  /// What a server does once in its life.
  private static final List<String> AT_FIRST = List.of(
      "Store.bindToLog before",
      "Store.bindToLog after",
      "SearchIndex.reset before",
      "SearchIndex.reset after");

  /// The n-th write of the first start, which makes the tables.
  private static final List<Integer> FIRST_WRITES = List.of(1, 4, 15, 40, 80, 120);

  private static void assertWell(PlazaServer server) throws Exception {
    server.stop();
    var doctor = Commands.run("doctor", "--data", server.data().toString());
    assertThat(doctor.output()).contains("All is well").doesNotContain("!");
  }

  @Test
  void a_crash_at_any_step_of_a_change_loses_nothing_and_repeats_nothing() throws Exception {
    try (var server =
        PlazaServer.by(Trapped.server(), PlazaServer.temporary(), "--events-kept", "0")) {
      var witness = new Witness(server.http());
      for (var point : UNDER_LOAD) {
        for (var count : COUNTS) {
          server.tell(point + " " + count);
          witness.writeUntilGone(server.http(), () -> {});
          assertThat(server.awaitEnd()).as(point).isEqualTo(Trapped.EXIT_CODE);
          server.start();
          witness.check(server.http());
        }
      }
      witness.checkSearch(server.http());
      assertWell(server);
    }
  }

  @Test
  void a_crash_while_a_start_catches_up_or_tidies_loses_nothing_and_repeats_nothing()
      throws Exception {
    try (var server =
        PlazaServer.by(Trapped.server(), PlazaServer.temporary(), "--events-kept", "0")) {
      var witness = new Witness(server.http());
      for (var point : AT_START) {
        // Leaves events that are not applied, and rows that are not indexed.
        server.tell("Transaction.commit before 20");
        witness.writeUntilGone(server.http(), () -> {});
        assertThat(server.awaitEnd()).isEqualTo(Trapped.EXIT_CODE);

        server.doom(Trapped.server("-Dplaza.fault=" + point + " 1"));

        assertThat(server.awaitEnd()).as(point + server.output()).isEqualTo(Trapped.EXIT_CODE);
        server.start(Trapped.server());
        witness.check(server.http());
      }
      witness.checkSearch(server.http());
      assertWell(server);
    }
  }

  @Test
  void a_crash_while_the_stream_of_a_deleted_chat_is_closed_loses_nothing() throws Exception {
    try (var server = PlazaServer.by(Trapped.server(), PlazaServer.temporary())) {
      var witness = new Witness(server.http());
      for (var point : AT_CLOSING) {
        var chat = server.http().chat();
        server.tell(point + " 1");
        witness.writeUntilGone(server.http(), () -> delete(server.http(), chat));
        assertThat(server.awaitEnd()).as(point).isEqualTo(Trapped.EXIT_CODE);

        server.start();

        witness.check(server.http());
        assertThat(server.http().get(chat).status()).isEqualTo(410);
      }
      assertWell(server);
    }
  }

  /// The answer may be lost with the server.
  private static void delete(Http http, String chat) {
    try {
      assertThat(http.delete(chat).status()).isEqualTo(204);
    } catch (UncheckedIOException e) {
      // The server is gone.
    }
  }

  @Test
  void a_crash_of_the_very_first_start_leaves_a_directory_to_start_on() throws Exception {
    for (var point : AT_FIRST) {
      startsAfter(Trapped.server("-Dplaza.fault=" + point + " 1"));
    }
    for (var nth : FIRST_WRITES) {
      startsAfter(Strace.before("pwrite64:signal=KILL:when=" + nth));
    }
  }

  private static void startsAfter(List<String> doomed) throws Exception {
    try (var server = PlazaServer.doomed(doomed, PlazaServer.temporary())) {
      assertThat(server.awaitEnd())
          .as("%s %s", doomed, server.output())
          .isIn(Trapped.EXIT_CODE, 137);
      server.start(PlazaServer.command());
      var plaza = server.http();
      var chat = plaza.chat();
      assertThat(chat).endsWith("/chats/1");
      assertThat(plaza.post(chat + "/messages", Http.message("first")).number()).isEqualTo(1);
      assertThat(plaza.get(chat + "/messages/search?q=first&wait=1").numbers()).hasSize(1);
      assertWell(server);
    }
  }
}
