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
import org.junit.jupiter.api.Test;
import plaza.contract.Corpus;
import plaza.contract.SearchIndexContract;
import plaza.contract.engine.OpenSearchServer;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;

/// The contract over a real OpenSearch, with several nodes that feed one index, and what becomes of
/// it when OpenSearch goes or somebody wipes it.
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

  private static List<Long> found(SearchIndex index, String text) {
    return index.search(LOBBY, Query.parse(text).orElseThrow(), Long.MAX_VALUE, 10).stream()
        .map(hit -> hit.message().number())
        .toList();
  }

  private static void delete(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create(Own.SERVER.uri() + path);
      var request = HttpRequest.newBuilder(uri).DELETE().build();
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
      one.write(0, List.of(message(1, "alpha")), 1);
      one.refresh();

      assertThat(other.await(0, 1, PATIENCE)).isTrue();

      assertThat(found(other, "alpha")).containsExactly(1L);
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
      one.write(0, List.of(message(1, "alpha")), 1);
      one.refresh();

      other.reset("life");

      assertThat(other.epoch()).isEqualTo("life");
      assertThat(other.position(0)).isEqualTo(1);
      assertThat(found(other, "alpha")).containsExactly(1L);
      assertThat(found(one, "alpha")).containsExactly(1L);
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
      one.write(0, List.of(edited), 5);
      one.commit();

      late.write(0, List.of(old), 1);
      late.commit();

      assertThat(found(one, "alpha")).isEmpty();
      assertThat(found(late, "beta")).containsExactly(1L);
      try (var third = open(directory)) {
        assertThat(third.position(0)).isEqualTo(5);
      }
    }
  }

  @Test
  void a_node_that_feeds_a_life_that_ended_does_not_make_an_index_by_it() {
    try (var one = open(directory);
        var late = open(directory)) {
      one.reset("life");
      late.check();
      one.reset("next");

      assertThatThrownBy(() -> late.write(0, List.of(message(1, "alpha")), 1))
          .isInstanceOf(SearchException.class);
      assertThatThrownBy(() -> found(late, "alpha"))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("anew");

      assertThat(late.epoch()).isEqualTo("next");
      assertThat(found(late, "alpha")).isEmpty();
    }
  }

  @Test
  void an_index_that_somebody_wiped_begins_anew() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(0, List.of(message(1, "alpha")), 1);
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
      index.write(0, List.of(message(1, "alpha")), 1);
      index.write(1, List.of(), Position.start(1) + 7);
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
      index.write(0, List.of(message(1, "alpha")), 1);
      index.commit();
      index.write(0, List.of(message(2, "alpha")), 2);
      Own.SERVER.kill();

      assertThatThrownBy(() -> found(index, "alpha")).isInstanceOf(SearchException.class);
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
