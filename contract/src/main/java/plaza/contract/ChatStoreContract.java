package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatStore.Move;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.port.Page;
import plaza.core.port.Position;

/// The contract of [ChatStore].
public abstract class ChatStoreContract extends DatabaseContract {
  @Test
  void a_tail_that_was_moved_by_somebody_else_is_not_moved() {
    var one = new ChatCounters(LOBBY, 1, 1, false, 1);
    var two = new ChatCounters(LOBBY, 2, 2, false, 2);
    batch(
        1,
        t -> opened()
            .chats()
            .rows(t)
            .moveTails(List.of(new Move<>(ChatCounters.empty(LOBBY), one))));
    batch(2, t -> opened().chats().rows(t).moveTails(List.of(new Move<>(one, two))));

    assertThatThrownBy(() ->
            batch(3, t -> opened().chats().rows(t).moveTails(List.of(new Move<>(one, two)))))
        .isInstanceOf(ConcurrentModificationException.class);

    assertThat(opened().chats().tail(LOBBY)).isEqualTo(two);
    assertThat(opened().chats().tail(BENS)).isEqualTo(ChatCounters.empty(BENS));
  }

  @Test
  void many_tails_move_at_once_and_none_if_somebody_else_has_moved_one() {
    var before = LongStream.rangeClosed(1, 3)
        .mapToObj(n -> new ChatCounters(new ChatId(ANN, n), n, n, false, n))
        .toList();
    var moves = before.stream()
        .map(t -> new Move<>(t, new ChatCounters(t.chat(), t.lastNumber() + 1, 1, true, 10)))
        .toList();
    batch(
        1,
        t -> opened()
            .chats()
            .rows(t)
            .moveTails(before.stream()
                .map(tail -> new Move<>(ChatCounters.empty(tail.chat()), tail))
                .toList()));
    batch(2, t -> opened().chats().rows(t).moveTails(moves));
    var chats = before.stream().map(ChatCounters::chat).toList();

    assertThat(opened().chats().tails(chats).values())
        .containsExactlyInAnyOrderElementsOf(moves.stream().map(Move::after).toList());
    var next = moves.stream()
        .map(move -> new Move<>(
            move.after().chat().number() == 2 ? move.before() : move.after(),
            new ChatCounters(move.after().chat(), 9, 1, true, 11)))
        .toList();
    assertThatThrownBy(() -> batch(3, t -> opened().chats().rows(t).moveTails(next)))
        .isInstanceOf(ConcurrentModificationException.class);
    assertThat(opened().chats().tails(chats).values())
        .containsExactlyInAnyOrderElementsOf(moves.stream().map(Move::after).toList());
  }

  @Test
  void chats_with_the_same_number_in_two_applications_are_two_chats() {
    batch(2, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, 1, 1), message(BENS, 1, 2)));
      rows.insertChats(List.of(chat(LOBBY, false, 1), chat(BENS, true, 2)));
      assertThat(rows.messages(List.of(new MessageId(LOBBY, 1), new MessageId(BENS, 1))))
          .hasSize(2);
      assertThat(rows.chats(List.of(LOBBY, BENS))).hasSize(2);
    });

    assertThat(opened().chats().messages(LOBBY, new Page.After(0, 100)).messages())
        .containsExactly(message(LOBBY, 1, 1));
    assertThat(opened().chats().liveChats(List.of(LOBBY, BENS))).containsExactly(LOBBY);
    assertThat(opened().chats().chats(BEN, new Page.After(0, 100)).chats()).isEmpty();
    assertThat(opened().chats().chat(BENS))
        .hasValueSatisfying(view -> assertThat(view.chat().deleted()).isTrue());
  }

  private static List<Long> numbers(ChatStore.Messages page) {
    return page.messages().stream().map(message -> message.id().number()).toList();
  }

  @Test
  void pages_ascend_from_both_ends_and_leave_tombstones_out() {
    batch(20, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(
          LongStream.rangeClosed(1, 10).mapToObj(n -> message(LOBBY, n, n)).toList());
      rows.updateMessages(List.of(deleted(message(LOBBY, 4, 4), 11)));
      rows.moveTails(List.of(
          new Move<>(ChatCounters.empty(LOBBY), new ChatCounters(LOBBY, 10, 9, false, 11))));
    });
    var chats = opened().chats();

    assertThat(numbers(chats.messages(LOBBY, new Page.After(2, 3)))).containsExactly(3L, 5L, 6L);
    assertThat(numbers(chats.messages(LOBBY, new Page.Before(6, 3)))).containsExactly(2L, 3L, 5L);
    assertThat(numbers(chats.messages(LOBBY, new Page.Before(Long.MAX_VALUE, 2))))
        .containsExactly(9L, 10L);
    assertThat(numbers(chats.messages(LOBBY, new Page.Numbered(2, 3)))).containsExactly(5L, 6L, 7L);
    assertThat(numbers(chats.messages(LOBBY, new Page.Numbered(9, 3)))).isEmpty();
    assertThat(chats.messages(LOBBY, new Page.After(0, 1)).tail().position()).isEqualTo(11);
    assertThat(chats.created(LOBBY, 3, 3)).extracting(m -> m.id().number()).containsExactly(3L, 5L);
  }

  @Test
  void who_was_away_reads_each_rows_latest_state_in_order_of_change() {
    batch(4, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, 1, 1), message(LOBBY, 2, 2), message(BENS, 1, 3)));
      rows.updateMessages(List.of(deleted(message(LOBBY, 1, 1), 4)));
      rows.insertMessages(List.of(message(GARDEN, 1, Position.start(1) + 1)));
    });
    var chats = opened().chats();

    assertThat(chats.changes(0, 0, 10).messages())
        .extracting(Message::position)
        .containsExactly(2L, 3L, 4L);
    assertThat(chats.changes(0, 2, 1).messages()).extracting(Message::position).containsExactly(3L);
    assertThat(chats.changes(1, Position.start(1), 10).messages()).hasSize(1);
    assertThat(chats.newestChange(0)).isEqualTo(4);
    assertThat(chats.newestChange(1)).isEqualTo(Position.start(1) + 1);
    assertThat(chats.newestChange(2)).isEqualTo(Position.start(2));
    assertThat(chats.lowestChanged(LOBBY, 0)).contains(1L);
    assertThat(chats.lowestChanged(LOBBY, 4)).isEmpty();
    assertThat(chats.lowestChanged(BENS, 2)).contains(1L);
  }

  @Test
  void who_follows_a_partition_reads_of_closed_chats_where_they_were_closed() {
    batch(6, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, 1, 1), message(BENS, 1, 3), message(BENS, 2, 5)));
      rows.moveTails(List.of(
          new Move<>(ChatCounters.empty(LOBBY), new ChatCounters(LOBBY, 1, 1, true, 2)),
          new Move<>(ChatCounters.empty(BENS), new ChatCounters(BENS, 2, 2, false, 5)),
          new Move<>(ChatCounters.empty(GARDEN), new ChatCounters(GARDEN, 0, 0, true, 6))));
    });
    var chats = opened().chats();

    var all = chats.changes(0, 0, 10);
    assertThat(all.messages()).extracting(Message::position).containsExactly(1L, 3L, 5L);
    assertThat(all.closed()).containsExactlyInAnyOrder(LOBBY, GARDEN);
    assertThat(all.upTo()).isEqualTo(6);

    var first = chats.changes(0, 0, 2);
    assertThat(first).isEqualTo(new Changes(0, List.of(message(LOBBY, 1, 1)), List.of(LOBBY), 2));
    var second = chats.changes(0, first.upTo(), 2);
    assertThat(second.messages()).extracting(Message::position).containsExactly(3L, 5L);
    assertThat(second.closed()).isEmpty();
    assertThat(second.upTo()).isEqualTo(5);
    var third = chats.changes(0, second.upTo(), 2);
    assertThat(third).isEqualTo(new Changes(5, List.of(), List.of(GARDEN), 6));
    assertThat(chats.changes(0, 6, 2)).isEqualTo(new Changes(6, List.of(), List.of(), 6));
  }

  @Test
  void a_chat_that_is_closed_and_neither_deleted_nor_in_a_deleted_application_is_opened() {
    batch(6, transaction -> {
      opened()
          .tenants()
          .rows(transaction)
          .insertApplications(List.of(application(ANN, false, 1), application(BEN, true, 1)));
      var rows = opened().chats().rows(transaction);
      rows.insertChats(List.of(chat(LOBBY, false, 1), chat(GARDEN, true, 1), chat(BENS, false, 1)));
      rows.insertMessages(List.of(message(LOBBY, 1, 2)));
      rows.moveTails(Stream.of(LOBBY, GARDEN, BENS)
          .map(id -> new Move<>(ChatCounters.empty(id), new ChatCounters(id, 1, 1, true, 6)))
          .toList());
    });
    var chats = opened().chats();

    chats.reopen();
    chats.reopen();

    assertThat(chats.tail(LOBBY)).isEqualTo(new ChatCounters(LOBBY, 1, 1, false, 2));
    assertThat(chats.tail(GARDEN).closed()).isTrue();
    assertThat(chats.tail(BENS).closed()).isTrue();
    assertThat(chats.changes(0, 0, 10).closed()).doesNotContain(LOBBY);
  }

  private static List<Long> positions(ChatStore.Messages changed) {
    return changed.messages().stream().map(Message::position).toList();
  }

  @Test
  void who_watches_a_chat_reads_what_changed_in_it_page_by_page_in_order_of_change() {
    var tail = new ChatCounters(LOBBY, 6, 4, false, 12);
    batch(20, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(
          LongStream.rangeClosed(1, 6).mapToObj(n -> message(LOBBY, n, n)).toList());
      rows.insertMessages(List.of(message(BENS, 1, 9)));
      rows.updateMessages(List.of(
          deleted(message(LOBBY, 2, 2), 10),
          edited(message(LOBBY, 5, 5), 11),
          deleted(message(LOBBY, 6, 6), 12)));
      rows.moveTails(List.of(new Move<>(ChatCounters.empty(LOBBY), tail)));
    });
    var chats = opened().chats();

    var all = chats.changed(LOBBY, ChatCursor.START, 100);
    assertThat(positions(all)).containsExactly(1L, 3L, 4L, 10L, 11L, 12L);
    assertThat(all.tail()).isEqualTo(tail);
    assertThat(positions(chats.changed(LOBBY, ChatCursor.START, 2))).containsExactly(1L, 3L);
    assertThat(positions(chats.changed(LOBBY, new ChatCursor(3, 3), 2))).containsExactly(4L, 10L);
    assertThat(positions(chats.changed(LOBBY, new ChatCursor(10, 4), 100)))
        .containsExactly(11L, 12L);
    assertThat(positions(chats.changed(LOBBY, ChatCursor.of(tail), 100))).isEmpty();
    assertThat(positions(chats.changed(BENS, ChatCursor.START, 100))).containsExactly(9L);
    assertThat(chats.tails(List.of(LOBBY, BENS))).isEqualTo(Map.of(LOBBY, tail));
  }

  @Test
  void the_largest_bulk_and_the_strangest_texts_come_back_as_they_were() {
    var strange = List.of(
        "'; DROP TABLE message; -- \\ \" ` % _ \0 \n\r\t\u001a",
        "\ud83d\ude00".repeat(20_000), "e\u0301 \u00e9 \u202e \ufeff \uffff", " \u00a0 ");
    var large = IntStream.range(0, 1_000)
        .mapToObj(n -> saying(LOBBY, n + 1, n + "x".repeat(8 << 10)))
        .toList();
    batch(1, transaction -> opened().chats().rows(transaction).insertMessages(large));
    batch(
        2,
        transaction -> opened()
            .chats()
            .rows(transaction)
            .insertMessages(IntStream.range(0, strange.size())
                .mapToObj(n -> saying(LOBBY, n + 1001, strange.get(n)))
                .toList()));

    assertThat(opened().chats().messages(large.stream().map(Message::id).toList()))
        .containsExactlyInAnyOrderElementsOf(large);
    assertThat(opened().chats().messages(LOBBY, new Page.After(1000, 10)).messages())
        .extracting(Message::body)
        .isEqualTo(strange);
  }

  @Test
  void many_rows_are_read_by_their_keys() {
    batch(
        1000,
        transaction -> opened()
            .chats()
            .rows(transaction)
            .insertMessages(LongStream.rangeClosed(1, 600)
                .mapToObj(n -> message(LOBBY, n, n))
                .toList()));

    var ids =
        LongStream.rangeClosed(1, 700).mapToObj(n -> new MessageId(LOBBY, n)).toList();
    assertThat(opened().chats().messages(ids)).hasSize(600).doesNotHaveDuplicates();
    assertThat(opened().chats().messages(List.of())).isEmpty();
  }
}
