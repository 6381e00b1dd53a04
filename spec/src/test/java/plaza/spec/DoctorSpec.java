package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `plaza doctor` finds what is wrong with a data directory. Each test damages a copy of a sound
/// one: a chat of five messages, the second deleted, the third edited; a chat that was deleted;
/// and one that is empty.
class DoctorSpec {
  private static final Path SOUND = PlazaServer.temporary();

  @BeforeAll
  static void prepare() {
    try (var server = PlazaServer.on(SOUND)) {
      var plaza = server.http();
      var chat = plaza.chat();
      var messages = chat + "/messages";
      for (int n = 1; n <= 5; n++) {
        plaza.post(messages, Http.message("message number " + n));
      }
      plaza.delete(messages + "/2");
      plaza.patch(messages + "/3", Http.message("another text"));
      var chats = chat.substring(0, chat.lastIndexOf('/'));
      plaza.post(chats, "{}");
      plaza.post(chats, "{}");
      plaza.delete(chats + "/2");
      plaza.get(messages + "/search?q=text&wait=5");
      server.stop();
    }
  }

  private static Path damaged(String file, String... statements) throws Exception {
    var copy = Damage.copyOf(SOUND);
    Damage.sql(copy.resolve(file), statements);
    return copy;
  }

  private static void assertFinds(Path data, String... findings) throws Exception {
    var run = Commands.run("doctor", "--data", data.toString());
    assertThat(run.output()).contains(findings);
    assertThat(run.code()).isEqualTo(1);
  }

  private static void assertFindsNothing(Path data, String... sights) throws Exception {
    var run = Commands.run("doctor", "--data", data.toString());
    assertThat(run.output()).contains("All is well").contains(sights).doesNotContain("!");
    assertThat(run.code()).isZero();
  }

  @Test
  void a_sound_directory_is_well() throws Exception {
    assertFindsNothing(damaged("plaza.db"), "2 chats were looked at");
  }

  @Test
  void a_missing_message_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "DELETE FROM message WHERE number = 4"),
        "messages are missing: 4",
        "counts 4 messages and has 3",
        "the search index has messages that the store has not: 4");
  }

  @Test
  void a_wrong_count_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "UPDATE chat_tail SET live_count = 5 WHERE chat = 1"),
        "counts 5 messages and has 4");
    assertFinds(
        damaged("plaza.db", "UPDATE application_tail SET live_count = 1"),
        "counts 1 chats up to 3 and has 2 up to 3");
  }

  @Test
  void a_number_above_the_last_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "UPDATE chat_tail SET last_number = 4 WHERE chat = 1"),
        "messages have numbers that are not 1 to 4: 5");
  }

  @Test
  void a_missing_chat_is_found() throws Exception {
    assertFinds(damaged("plaza.db", "DELETE FROM chat WHERE number = 2"), "chats are missing: 2");
  }

  @Test
  void a_message_that_the_search_index_lacks_is_found() throws Exception {
    assertFinds(
        damaged(
            "plaza.db",
            "UPDATE message SET state = 0, body = 'back again' WHERE number = 2",
            "UPDATE chat_tail SET live_count = 5 WHERE chat = 1"),
        "the search index lacks messages: 2");
  }

  @Test
  void messages_of_no_chat_are_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "DELETE FROM chat WHERE number = 1"),
        "5 messages are of a chat that is not there");
  }

  @Test
  void a_row_that_makes_no_sense_is_found() throws Exception {
    assertFinds(damaged("plaza.db", "UPDATE message SET state = 9"), "the store can't be read");
  }

  @Test
  void a_missing_log_is_told_and_not_made() throws Exception {
    var data = damaged("plaza.db");
    Files.delete(data.resolve("log.db"));
    assertFinds(data, "no log in", "plaza log accept-loss");
    assertThat(data.resolve("log.db")).doesNotExist();
  }

  @Test
  void a_changed_text_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "UPDATE message SET body = 'forged' WHERE number = 1"),
        "the search does not find these messages by their text: 1");
  }

  @Test
  void an_event_that_cannot_be_read_is_found() throws Exception {
    var data = damaged(
        "log.db",
        "UPDATE event_group SET events = substr(events, 1, length(events) - 1) || x'00' "
            + "WHERE id = (SELECT max(id) FROM event_group)");
    assertFinds(data, "of the log can't be read");
    var verify = Commands.run("log", "verify", "--data", data.toString());
    assertThat(verify.code()).isEqualTo(1);
    assertThat(verify.output()).contains("damaged", "1 of them can't be read");
  }

  @Test
  void a_broken_index_of_the_store_is_found() throws Exception {
    var data = damaged("plaza.db");
    try (var connection = Damage.open(data.resolve("plaza.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema = 1");
      statement.execute(
          "UPDATE sqlite_schema SET sql = replace(sql, 'altered IS NOT NULL', 'altered IS NULL') "
              + "WHERE name = 'message_altered'");
    }
    assertFinds(data, "the store's file: ");
  }

  @Test
  void a_missing_search_index_is_no_trouble() throws Exception {
    var data = damaged("plaza.db");
    try (var files = Files.list(data.resolve("search"))) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    assertFindsNothing(data, "the next start builds it anew");
  }
}
