package plaza.cluster.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.Corpus;
import plaza.contract.SearchIndexContract;
import plaza.contract.engine.OpenSearchServer;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;

/// The contract over a real OpenSearch, with several nodes that feed one index, and what becomes of
/// it when OpenSearch goes or somebody wipes it.
@Tag("cluster")
class OpenSearchIndexTest extends SearchIndexContract {
  private static final ChatId LOBBY = new ChatId(new ApplicationId(1), 1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final class Own {
    static final OpenSearchServer SERVER = new OpenSearchServer();
  }

  @AfterAll
  static void stop() {
    Own.SERVER.close();
  }

  @Override
  protected OpenSearchIndex open(Path directory) {
    return new OpenSearchIndex(
        new OpenSearchAddress(List.of(Own.SERVER.uri()), "", ""),
        name(),
        2,
        new OpenSearchIndex.Shape(1, 0));
  }

  /// Each test has an index of its own.
  private String name() {
    return "plaza-" + Integer.toUnsignedString(directory.hashCode());
  }

  private static Message message(long number, String text) {
    return Corpus.message(LOBBY, number, text);
  }

  private static Changes changes(long after, Message message) {
    return new Changes(after, List.of(message), List.of(), after + 1);
  }

  private static List<Long> found(SearchIndex index, String text) {
    return index.search(LOBBY, Query.parse(text).orElseThrow(), Long.MAX_VALUE, 10).stream()
        .map(hit -> hit.message().number())
        .toList();
  }

  private static void delete(String path) throws Exception {
    send("DELETE", path, "");
  }

  private static void send(String method, String path, String body) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create(Own.SERVER.uri() + path);
      var request = HttpRequest.newBuilder(uri)
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body))
          .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void what_one_node_feeds_another_finds_and_knows_of() throws Exception {
    try (var one = open(directory);
        var other = open(directory)) {
      one.reset("life");
      other.check();
      assertThat(other.epoch()).isEqualTo("life");
      one.write(changes(0, message(1, "alpha")));
      one.refresh();

      assertThat(other.await(0, 1, PATIENCE)).isTrue();

      assertThat(found(other, "alpha")).containsExactly(1L);
      other.check();
      assertThat(other.position(0)).isEqualTo(1);
    }
  }

  @Test
  void nodes_that_begin_a_life_at_the_same_time_begin_one() {
    try (var one = open(directory);
        var other = open(directory)) {
      assertThat(one.epoch()).isEmpty();
      assertThat(other.epoch()).isEmpty();
      one.reset("life");
      one.write(changes(0, message(1, "alpha")));
      one.refresh();

      other.reset("life");

      assertThat(other.epoch()).isEqualTo("life");
      assertThat(other.position(0)).isEqualTo(1);
      assertThat(found(other, "alpha")).containsExactly(1L);
      assertThat(found(one, "alpha")).containsExactly(1L);
    }
  }

  @Test
  void an_index_that_gets_the_name_of_one_that_is_gone_is_not_taken_for_it() throws Exception {
    try (var one = open(directory);
        var other = open(directory)) {
      one.reset("life");
      one.write(changes(0, message(1, "alpha")));
      one.commit();
      other.check();
      assertThat(other.searchable(0)).isEqualTo(1);
      delete("/" + name() + "-2");
      one.check();
      one.reset("life");

      assertThatThrownBy(() -> found(other, "alpha")).isInstanceOf(SearchException.class);

      assertThat(found(other, "alpha")).isEmpty();
      assertThat(other.searchable(0)).isEqualTo(Position.start(0));
      assertThat(other.position(0)).isEqualTo(Position.start(0));
    }
  }

  /// Messages that were fed as keywords are not found as words.
  @Test
  void an_index_of_an_older_form_is_of_no_life_and_gives_way() throws Exception {
    var older = "{'mappings': {'_meta': {'epoch': 'life'}}, 'aliases': {'" + name() + "': {}}}";
    send("PUT", "/" + name() + "-7", older.replace('\'', '"'));
    try (var index = open(directory)) {
      assertThat(index.epoch()).isEmpty();

      index.reset("life");

      assertThat(index.epoch()).isEqualTo("life");
      index.write(changes(0, message(1, "alpha")));
      index.refresh();
      assertThat(found(index, "alpha")).containsExactly(1L);
    }
  }

  @Test
  void a_node_that_is_late_does_not_put_an_older_state_over_a_newer_one() {
    var old = message(1, "alpha");
    var edited = new Message(
        old.id(), "beta", old.sender(), old.createdAt(), old.updatedAt(), Message.State.EDITED, 5);
    try (var one = open(directory);
        var late = open(directory)) {
      one.reset("life");
      late.check();
      one.write(new Changes(0, List.of(edited), List.of(), 5));
      one.commit();

      late.write(changes(0, old));
      late.commit();

      assertThat(found(one, "alpha")).isEmpty();
      assertThat(found(late, "beta")).containsExactly(1L);
    }
  }

  @Test
  void what_a_late_node_brings_is_fed_again_from_where_it_began() {
    var closing = new Changes(1, List.of(message(2, "alpha")), List.of(LOBBY), 3);
    try (var one = open(directory);
        var late = open(directory)) {
      one.reset("life");
      one.write(changes(0, message(1, "alpha")));
      one.commit();
      late.check();
      one.write(closing);
      one.commit();
      assertThat(found(one, "alpha")).isEmpty();

      late.write(new Changes(1, List.of(message(3, "alpha")), List.of(), 2));
      late.refresh();

      assertThat(found(one, "alpha")).containsExactly(3L);
      assertThat(late.position(0)).isEqualTo(1);
      try (var third = open(directory)) {
        assertThat(third.position(0)).isEqualTo(1);
      }
      one.write(changes(3, message(4, "alpha")));
      assertThat(one.position(0)).isEqualTo(1);
      one.write(closing);
      one.commit();
      assertThat(one.position(0)).isEqualTo(3);
      assertThat(found(one, "alpha")).isEmpty();
      try (var third = open(directory)) {
        assertThat(third.position(0)).isEqualTo(3);
      }
    }
  }

  @Test
  void nodes_that_feed_at_the_same_time_do_not_note_what_the_other_may_have_written_over() {
    try (var one = open(directory);
        var other = open(directory)) {
      one.reset("life");
      other.check();
      one.write(changes(0, message(1, "alpha")));
      other.write(changes(0, message(1, "alpha")));
      assertThat(other.position(0)).isEqualTo(Position.start(0));

      one.commit();

      assertThat(one.position(0)).isEqualTo(Position.start(0));
      one.write(changes(0, message(1, "alpha")));
      one.commit();
      assertThat(one.position(0)).isEqualTo(1);
      other.check();
      assertThat(other.position(0)).isEqualTo(1);
      assertThat(found(other, "alpha")).containsExactly(1L);
    }
  }

  @Test
  void a_node_that_feeds_a_life_that_ended_does_not_make_an_index_by_it() {
    try (var one = open(directory);
        var late = open(directory)) {
      one.reset("life");
      late.check();
      one.reset("next");

      assertThatThrownBy(() -> late.write(changes(0, message(1, "alpha"))))
          .isInstanceOf(SearchException.class);
      assertThatThrownBy(() -> found(late, "alpha"))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("rebuilt");

      assertThat(late.epoch()).isEqualTo("next");
      assertThat(found(late, "alpha")).isEmpty();
    }
  }

  @Test
  void an_index_that_somebody_wiped_begins_anew() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(changes(0, message(1, "alpha")));
      index.commit();
      delete("/" + name() + "-2");

      index.check();

      assertThat(index.epoch()).isEmpty();
      assertThat(index.position(0)).isEqualTo(Position.start(0));
    }
  }

  @Test
  void an_index_that_went_back_goes_on_from_there() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(changes(0, message(1, "alpha")));
      index.write(new Changes(Position.start(1), List.of(), List.of(), Position.start(1) + 7));
      index.commit();
      delete("/" + name() + "-2/_doc/partition-0");

      index.check();

      assertThat(index.epoch()).isEqualTo("life");
      assertThat(index.position(0)).isEqualTo(Position.start(0));
      assertThat(index.position(1)).isEqualTo(Position.start(1) + 7);
    }
  }

  @Test
  void without_opensearch_searches_fail_and_afterwards_nothing_is_missing() {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(changes(0, message(1, "alpha")));
      index.commit();
      index.write(changes(1, message(2, "alpha")));
      Own.SERVER.kill();

      assertThatThrownBy(() -> found(index, "alpha"))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("can't be reached");
      assertThatThrownBy(index::refresh).isInstanceOf(SearchException.class);
      assertThat(index.searchable(0)).isEqualTo(1);

      Own.SERVER.start();
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(SearchException.class)
          .untilAsserted(() -> assertThat(found(index, "alpha")).contains(1L));
      index.refresh();
      assertThat(found(index, "alpha")).containsExactly(2L, 1L);
    }
  }

  @Test
  void an_address_does_not_show_its_password() {
    var address = new OpenSearchAddress(List.of(Own.SERVER.uri()), "plaza", "geheim");

    assertThat(address.toString()).contains("127.0.0.1").doesNotContain("geheim");
  }
}
