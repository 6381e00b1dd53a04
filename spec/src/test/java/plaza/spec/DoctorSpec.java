package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `plaza doctor` finds damage of a data directory. Each test damages a copy of a sound one,
/// which has [EveryKind] of thing.
@Tag("campaign")
class DoctorSpec {
  private static final Path SOUND = PlazaServer.temporary();

  @BeforeAll
  static void prepare() {
    try (var server = PlazaServer.on(SOUND)) {
      EveryKind.in(server.http());
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
    assertFindsNothing(SOUND, "2 chats checked");
    var verify = Commands.run("log", "verify", "--data", SOUND.toString());
    assertThat(verify.output()).contains(" events, 0 of them can't be read");
    assertThat(verify.code()).isZero();
  }

  @Test
  void the_log_is_printed_without_what_people_wrote() throws Exception {
    var dump = Commands.run("log", "dump", "--data", SOUND.toString());

    assertThat(dump.code()).isZero();
    assertThat(dump.output())
        .contains(
            "ApplicationCreated",
            "ApplicationChanged",
            "MessagesPosted",
            "MessageEdited",
            "LinkCreated",
            "LinkNamed",
            "LinkChanged",
            "LinkDeleted",
            "LinkBlocked",
            "VisitsGathered",
            "VisitWanted")
        .doesNotContain(EveryKind.PRIVATE)
        .doesNotContain("can't read", "damaged");
  }

  @Test
  void rows_that_contradict_each_other_are_named() throws Exception {
    var data = damaged(
        "plaza.db",
        "UPDATE link SET target = 'https://forged.example' WHERE code = 'ruled'",
        "DELETE FROM link_tag WHERE tag = 'b'",
        "UPDATE link_tag SET number = 1 WHERE tag = 'private-tag'",
        "UPDATE link SET position = number - 1 WHERE code = 'busy'",
        "UPDATE link SET application = 999 WHERE code = 'limited'",
        "UPDATE code_given SET given = given - 1 WHERE kind = 'PERMUTED'",
        "DELETE FROM link WHERE code = 'a'",
        "UPDATE link_block SET value = 'Evil.Example' WHERE kind = 1",
        "UPDATE link_block SET value = 'nobodys' WHERE kind = 0",
        "UPDATE link_tally SET visits = visits + 1 WHERE code = 'busy' AND slot > 0",
        "UPDATE visit_group SET bots = bots + 1 WHERE code = 'busy'",
        "UPDATE visit_group SET code = 'nobody' WHERE code = 'limited'",
        "UPDATE visit_total SET visits = visits + 5 WHERE owner = 0",
        "UPDATE message SET body = 'Message Number 1!' WHERE number = 1",
        "UPDATE message SET body = ' ' WHERE number = 5",
        "UPDATE message SET body = 'undead' WHERE number = 2",
        "UPDATE request SET first_number = 99 WHERE collection = 'messages'",
        "UPDATE application SET last_key = 7 WHERE id = 1",
        "UPDATE chat SET position = position + (1 << 40) WHERE number = 3",
        "UPDATE receiver SET position = position + (1 << 40)",
        "INSERT INTO store_partitions SELECT partitions FROM store_partitions");

    assertFinds(
        data,
        "links whose search text differs from their fields: ruled",
        "links whose tags differ from those that they are listed under: tagged",
        "tags of links that do not exist: 1",
        "links that changed before they were created: busy",
        "links whose application does not exist: limited",
        "counters of codes below codes that were given out: 0:PERMUTED",
        "links that were created and do not exist: a",
        "blocks of hosts in a form that no target matches: HOST Evil.Example",
        "blocks of links that do not exist: nobodys",
        "counts of visits that differ from their own parts: busy",
        "links whose visits by hour, by day and in total differ: busy",
        "groups of visits that differ from their own visits: busy",
        "links whose counted visits differ from those that are kept: busy",
        "visits of links that do not exist: nobody",
        "applications whose total of visits differs from their links' (0: visits of no link): 0",
        "messages differ from the log: 1",
        "messages with an invalid text: 1/1:5",
        "deleted messages that still have a text: 1/1:2",
        "keys of requests that created messages above their chat's last: 1/1",
        "applications whose keys are missing: 1",
        "rows of chat that are newer than what was applied",
        "receivers that are ahead of the store",
        "tables that must have one row: store_partitions");
  }

  @Test
  void rows_that_cannot_be_read_are_named_one_by_one() throws Exception {
    var data = damaged(
        "plaza.db",
        "UPDATE application SET settings = x'ff' WHERE id = 1",
        "UPDATE application_key SET hash = 'x' WHERE number = 2",
        "UPDATE chat SET type = 99 WHERE number = 3",
        "UPDATE message SET state = 9 WHERE number = 4",
        "UPDATE link SET rules = x'05' WHERE code = 'ruled'",
        "UPDATE link SET status = 200 WHERE code = 'tagged'",
        "UPDATE link SET target = 'nowhere' WHERE code = 'busy'",
        "UPDATE link SET tags = x'09' WHERE code = 'gone'",
        "UPDATE link_block SET kind = 9 WHERE kind = 1",
        "UPDATE link_tally SET tally = x'01ff' WHERE code = 'busy' AND slot = 0",
        "UPDATE visit_group SET sightings = x'01' WHERE code = 'busy'",
        "UPDATE request SET digest = x'00' WHERE request_key = 'key1'");

    assertFinds(
        data,
        "rows of application that can't be read: [1]: ",
        "rows of application_key that can't be read: [1, 2]",
        "rows of chat that can't be read: [1, 3]",
        "rows of message that can't be read: ",
        "a redirect's status must be 301, 302, 307 or 308, was 200",
        "a target must begin with a scheme",
        "rows of link that can't be read: ",
        "rows of link_block that can't be read: [9, evil.example]: ",
        "rows of link_tally that can't be read: [busy, 0]",
        "rows of visit_group that can't be read: ",
        "rows of request that can't be read: [1, 1, messages, key1]");
  }

  @Test
  void another_key_of_codes_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "UPDATE code_key SET bytes = randomblob(length(bytes))"),
        "links that were created and do not exist: ");
  }

  @Test
  void a_missing_message_is_found() throws Exception {
    assertFinds(
        damaged("plaza.db", "DELETE FROM message WHERE number = 4"),
        "messages are missing: 4",
        "counts 4 messages and has 3",
        "the search index has messages that are not in the store: 4");
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
        "5 messages are of a chat that does not exist");
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
    var data = damaged("log.db");
    Damage.flip(data.resolve("log.db"), Long.MAX_VALUE);
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
    assertFindsNothing(data, "the next start rebuilds it");
  }
}
