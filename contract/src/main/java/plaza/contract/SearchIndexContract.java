package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.SearchIndex;
import plaza.core.chat.Sender;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;
import plaza.core.text.Query;

/// The contract of [SearchIndex].
public abstract class SearchIndexContract {
  private static final ApplicationId ANN = new ApplicationId(1);
  private static final ApplicationId BEN = new ApplicationId(2);
  private static final ChatId LOBBY = new ChatId(ANN, 1);
  private static final ChatId GARDEN = new ChatId(ANN, 2);
  private static final ChatId BENS = new ChatId(BEN, 1);

  @TempDir
  protected Path directory = Path.of("");

  protected abstract SearchIndex open(Path directory);

  private static Query query(String text) {
    return Query.parse(text).orElseThrow();
  }

  private static List<Long> numbers(List<SearchIndex.Hit> hits) {
    return hits.stream().map(hit -> hit.message().number()).toList();
  }

  private static List<Long> found(SearchIndex index, ChatId chat, String text) {
    return numbers(index.search(chat, query(text), Long.MAX_VALUE, SearchIndex.HITS_MAX));
  }

  /// What follows on the index's position.
  private static Changes changes(SearchIndex index, List<Message> messages, ChatId... closed) {
    var after = index.position(0);
    return new Changes(after, messages, List.of(closed), after + messages.size() + closed.length);
  }

  private static void feed(SearchIndex index, Message... messages) {
    index.write(changes(index, List.of(messages)));
    index.refresh();
  }

  @Test
  void every_message_that_contains_the_query_is_found_newest_first_in_every_script() {
    var messages = Corpus.messages(LOBBY);
    try (var index = open(directory)) {
      index.write(changes(index, messages));
      index.refresh();
      for (var query : Corpus.queries()) {
        var expected = messages.reversed().stream()
            .filter(message -> query.matches(Folding.fold(message.body())))
            .map(message -> message.id().number())
            .toList();

        var hits = numbers(index.search(LOBBY, query, Long.MAX_VALUE, SearchIndex.HITS_MAX));

        assertThat(hits)
            .as("%s", query)
            .containsSubsequence(expected)
            .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(index.search(BENS, query, Long.MAX_VALUE, 10)).isEmpty();
      }
    }
  }

  @Test
  void pages_of_a_chat_go_on_below_the_last_number() {
    try (var index = open(directory)) {
      for (long n = 1; n <= 9; n++) {
        feed(index, Corpus.message(LOBBY, n, "needle " + n));
      }

      assertThat(numbers(index.search(LOBBY, query("needle"), Long.MAX_VALUE, 4)))
          .containsExactly(9L, 8L, 7L, 6L);
      assertThat(numbers(index.search(LOBBY, query("needle"), 6, 4)))
          .containsExactly(5L, 4L, 3L, 2L);
      assertThat(numbers(index.search(LOBBY, query("needle"), 2, 4))).containsExactly(1L);
    }
  }

  @Test
  void whoever_checks_the_index_sees_the_number_of_each_message_that_is_in_it() {
    try (var index = open(directory)) {
      for (long n = 1; n <= 7; n++) {
        feed(index, Corpus.message(LOBBY, n, "text " + n));
      }
      feed(
          index,
          deleted(Corpus.message(LOBBY, 3, ""), 8),
          edited(Corpus.message(LOBBY, 4, ""), "new", 9));
      feed(index, at(Corpus.message(GARDEN, 1, "text"), 10));

      assertThat(index.numbers(LOBBY, Long.MAX_VALUE, 4)).containsExactly(7L, 6L, 5L, 4L);
      assertThat(index.numbers(LOBBY, 4, 4)).containsExactly(2L, 1L);
    }
  }

  @Test
  void pages_of_an_application_go_through_all_its_chats_without_hole_or_double() {
    try (var index = open(directory)) {
      for (long n = 1; n <= 5; n++) {
        index.write(changes(
            index,
            List.of(Corpus.message(LOBBY, n, "needle"), Corpus.message(GARDEN, n, "needle"))));
      }
      feed(index, at(Corpus.message(BENS, 1, "needle"), 200));

      var all = new ArrayList<String>();
      for (var after = SearchIndex.NEWEST; ; ) {
        var hits = index.search(ANN, query("needle"), after, 3);
        if (hits.isEmpty()) {
          break;
        }
        hits.forEach(
            hit -> all.add(hit.message().chat().number() + "/" + hit.message().number()));
        var last = hits.getLast();
        after = new SearchIndex.Cursor(
            last.createdAt(), last.message().chat().number(), last.message().number());
      }

      assertThat(all)
          .containsExactly("2/5", "1/5", "2/4", "1/4", "2/3", "1/3", "2/2", "1/2", "2/1", "1/1");
    }
  }

  /// The message with another position.
  private static Message at(Message m, long position) {
    return new Message(
        m.id(), m.body(), m.sender(), m.createdAt(), m.updatedAt(), m.state(), position);
  }

  private static Message edited(Message m, String text, long position) {
    return new Message(
        m.id(), text, m.sender(), m.createdAt(), m.updatedAt(), Message.State.EDITED, position);
  }

  private static Message deleted(Message m, long position) {
    return new Message(
        m.id(), "", Sender.NONE, m.createdAt(), m.updatedAt(), Message.State.DELETED, position);
  }

  @Test
  void an_edited_message_is_found_by_its_new_text_alone_and_a_deleted_one_by_none() {
    var first = Corpus.message(LOBBY, 1, "alpha");
    var second = Corpus.message(LOBBY, 2, "alpha");
    try (var index = open(directory)) {
      feed(index, first, second);

      feed(index, edited(first, "beta", 3), deleted(second, 4));

      assertThat(found(index, LOBBY, "alpha")).isEmpty();
      assertThat(found(index, LOBBY, "beta")).containsExactly(1L);
    }
  }

  @Test
  void a_message_written_again_is_there_once() {
    var message = Corpus.message(LOBBY, 1, "alpha");
    try (var index = open(directory)) {
      var first = changes(index, List.of(message));
      index.write(first);
      index.write(first);
      index.refresh();
      assertThat(found(index, LOBBY, "alpha")).containsExactly(1L);

      feed(index, edited(message, "alpha 2", 3));
      feed(index, edited(message, "alpha 2", 3));
      assertThat(found(index, LOBBY, "alpha")).containsExactly(1L);
    }
  }

  @Test
  void the_messages_of_a_chat_that_is_closed_are_found_no_more_and_nothing_else_goes_with_them() {
    try (var index = open(directory)) {
      feed(
          index,
          Corpus.message(LOBBY, 1, "x"),
          at(Corpus.message(GARDEN, 1, "x"), 2),
          at(Corpus.message(BENS, 1, "x"), 3));

      var last = at(Corpus.message(LOBBY, 2, "x"), 4);
      index.write(changes(index, List.of(last), LOBBY));
      index.refresh();

      assertThat(index.position(0)).isEqualTo(5);
      assertThat(found(index, LOBBY, "x")).isEmpty();
      assertThat(index.numbers(LOBBY, Long.MAX_VALUE, 10)).isEmpty();
      assertThat(found(index, GARDEN, "x")).containsExactly(1L);
      assertThat(found(index, BENS, "x")).containsExactly(1L);
    }
  }

  @Test
  void changes_that_do_not_follow_on_what_was_fed_are_left_out() {
    try (var index = open(directory)) {
      feed(index, Corpus.message(LOBBY, 1, "one"), Corpus.message(LOBBY, 2, "two"));

      index.write(new Changes(1, List.of(Corpus.message(LOBBY, 2, "again")), List.of(), 2));
      index.write(new Changes(7, List.of(Corpus.message(LOBBY, 8, "ahead")), List.of(LOBBY), 9));
      index.refresh();

      assertThat(index.position(0)).isEqualTo(2);
      assertThat(found(index, LOBBY, "again")).isEmpty();
      assertThat(found(index, LOBBY, "ahead")).isEmpty();
      assertThat(found(index, LOBBY, "two")).containsExactly(2L);
    }
  }

  @Test
  void positions_are_committed_with_the_content_and_go_back_with_it() {
    try (var index = open(directory)) {
      assertThat(index.epoch()).isEmpty();
      index.reset("life-1");
      feed(index, Corpus.message(LOBBY, 1, "kept"));
      index.commit();
    }
    try (var index = open(directory)) {
      assertThat(index.epoch()).isEqualTo("life-1");
      assertThat(index.position(0)).isEqualTo(1);
      assertThat(index.searchable(0)).isEqualTo(1);
      assertThat(index.position(1)).isEqualTo(Position.start(1));
      assertThat(found(index, LOBBY, "kept")).containsExactly(1L);
      index.write(changes(index, List.of(), LOBBY));
      index.commit();
    }
    try (var index = open(directory)) {
      assertThat(index.position(0)).isEqualTo(2);
      assertThat(found(index, LOBBY, "kept")).isEmpty();

      index.reset("life-2");

      assertThat(index.position(0)).isEqualTo(Position.start(0));
      assertThat(found(index, LOBBY, "kept")).isEmpty();
    }
  }

  @Test
  void what_is_written_is_searchable_after_a_refresh_and_who_waits_is_woken() throws Exception {
    try (var index = open(directory)) {
      index.write(changes(index, List.of(Corpus.message(LOBBY, 1, "x"))));
      assertThat(index.searchable(0)).isEqualTo(Position.start(0));
      assertThat(index.await(0, 1, Duration.ofMillis(1))).isFalse();

      var waiting = CompletableFuture.supplyAsync(() -> {
        try {
          return index.await(0, 1, Duration.ofSeconds(20));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      index.refresh();

      assertThat(waiting.get()).isTrue();
      assertThat(index.searchable(0)).isEqualTo(1);
    }
  }
}
