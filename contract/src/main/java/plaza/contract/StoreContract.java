package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import plaza.core.chat.MessageId;
import plaza.core.event.Digest;
import plaza.core.event.EventCodec;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.link.Code;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;

/// The contract of [Store].
public abstract class StoreContract extends DatabaseContract {
  @Test
  void a_batch_is_applied_by_one_and_not_by_a_second_one() {
    var store = opened().store();
    batch(7, _ -> {});

    assertThat(store.progress(0)).isEqualTo(new Store.Progress(1, 7, "log"));
    assertThat(store.begin(0, 0, 1)).isEmpty();
    assertThat(store.progress(1)).isEqualTo(new Store.Progress(0, Position.start(1), "log"));
    assertThat(store.progress(9)).isEqualTo(new Store.Progress(0, Position.start(9), ""));
  }

  @Test
  void a_transaction_that_is_not_committed_leaves_nothing() {
    var store = opened().store();
    try (var transaction = store.begin(0, 0, 5).orElseThrow()) {
      opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1)));
    }

    assertThat(store.progress(0).applied()).isZero();
    assertThat(opened().chats().message(new MessageId(LOBBY, 1))).isEmpty();
    batch(
        1,
        transaction ->
            opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));
    assertThat(opened().chats().message(new MessageId(LOBBY, 1))).isPresent();
  }

  @Test
  void a_new_life_has_another_name_and_keeps_everything_but_how_far_receivers_were() {
    var store = opened().store();
    var before = store.epoch();
    batch(7, _ -> {});
    store.moveReceiver(before, "r", 0, 7);

    store.startEpoch();

    assertThat(store.epoch()).isNotEqualTo(before).isNotEmpty();
    assertThat(store.receiver("r", 0)).isEqualTo(Position.start(0));
    store.moveReceiver(before, "r", 0, 7);
    assertThat(store.receiver("r", 0)).isEqualTo(Position.start(0));
    var now = store.epoch();
    openAgain();
    assertThat(opened().store().epoch()).isEqualTo(now);
    assertThat(opened().store().progress(0)).isEqualTo(new Store.Progress(1, 7, "log"));
  }

  @Test
  void features_rows_are_read_only_while_they_are_current_and_what_the_pipeline_keeps_always() {
    var store = opened().store();
    batch(
        1,
        transaction ->
            opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));
    var current = new AtomicBoolean();
    store.readOnlyWhile(current::get);

    for (var reading : List.<ThrowingCallable>of(
        () -> opened().chats().message(new MessageId(LOBBY, 1)),
        () -> opened().chats().messages(LOBBY, new Page.After(0, 10)),
        () -> opened().tenants().linkBlocks(),
        () -> opened().links().link(1),
        () -> opened().visits().total(new Code("a")))) {
      assertThatThrownBy(reading).isInstanceOf(StoreException.class);
    }
    assertThat(store.progress(0).applied()).isEqualTo(1);
    assertThat(store.receiver("r", 0)).isEqualTo(Position.start(0));
    current.set(true);
    assertThat(opened().chats().message(new MessageId(LOBBY, 1))).isPresent();
  }

  @Test
  void a_life_that_another_node_begins_is_the_life_of_all() {
    var store = opened().store();
    try (var other = open(directory)) {
      other.store().startEpoch();

      assertThat(store.epoch()).isEqualTo(other.store().epoch());
    }
  }

  @Test
  void what_was_committed_is_there_after_opening_again() {
    var epoch = opened().store().epoch();
    batch(
        1,
        transaction ->
            opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));

    openAgain();

    assertThat(opened().store().epoch()).isEqualTo(epoch).isNotEmpty();
    assertThat(opened().store().progress(0).applied()).isEqualTo(1);
    assertThat(opened().chats().message(new MessageId(LOBBY, 1))).contains(message(LOBBY, 1, 1));
  }

  @Test
  void keys_of_requests_are_found_in_their_own_collection_alone() {
    var digest = Digest.of(new byte[] {1});
    var id = new RequestKey.Id(new Scope(1, 1, "messages"), "k");
    var stored = new Store.StoredRequest(id, digest, 4, 2);
    batch(1, transaction -> transaction.insertRequests(List.of(stored)));

    assertThat(opened().store().request(id)).contains(stored);
    assertThat(opened().store().request(new RequestKey.Id(new Scope(2, 1, "messages"), "k")))
        .isEmpty();
    assertThat(opened().store().request(new RequestKey.Id(new Scope(1, 2, "messages"), "k")))
        .isEmpty();
    assertThat(opened().store().request(new RequestKey.Id(new Scope(1, 1, "keys"), "k")))
        .isEmpty();
    assertThat(opened().store().request(new RequestKey.Id(new Scope(1, 1, "messages"), "K")))
        .isEmpty();
    batch(2, transaction -> {
      var other = new RequestKey.Id(new Scope(1, 1, "messages"), "other");
      assertThat(transaction.requests(List.of(id, other))).isEqualTo(Map.of(id, stored));
    });
  }

  @Test
  void sequences_rise_a_boot_and_a_partition_at_a_time() {
    batch(1, transaction -> transaction.moveSequences(Map.of(7L, 1L, -8L, 5L)));
    batch(2, transaction -> {
      assertThat(transaction.sequences(List.of(7L, -8L, 9L))).isEqualTo(Map.of(7L, 1L, -8L, 5L));
      transaction.moveSequences(Map.of(7L, 2L, 9L, 1L));
    });
    batch(
        3,
        transaction -> assertThat(transaction.sequences(List.of(7L, -8L, 9L)))
            .isEqualTo(Map.of(7L, 2L, -8L, 5L, 9L, 1L)));
    try (var other = opened().store().begin(1, 0, 1).orElseThrow()) {
      assertThat(other.sequences(List.of(7L))).isEmpty();
    }
  }

  @Test
  void what_is_passed_over_on_the_way_to_another_log_counts_as_applied() {
    batch(1, transaction -> transaction.moveSequences(Map.of(7L, 1L)));
    var store = opened().store();

    store.resumeAt(0, "other log", 5, Map.of(-8L, 3L));

    assertThat(store.progress(0).applied()).isEqualTo(5);
    assertThat(store.progress(0).log()).isEqualTo("other log");
    assertThat(store.sequence(0, 7)).isEqualTo(1);
    assertThat(store.sequence(0, -8)).isEqualTo(3);
    assertThat(store.sequence(1, -8)).isZero();
  }

  @Test
  void outcomes_are_found_by_any_offset_of_their_batch_until_they_are_pruned() {
    var bytes = "outcomes".getBytes(StandardCharsets.UTF_8);
    batch(
        1,
        transaction ->
            transaction.insertOutcomes(new Transaction.BatchOutcomes(10, 19, bytes, NOON)));
    var store = opened().store();

    for (long offset : new long[] {10, 15, 19}) {
      assertThat(store.outcomes(0, offset))
          .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes));
    }
    assertThat(store.outcomes(0, 9)).isEmpty();
    assertThat(store.outcomes(0, 20)).isEmpty();
    assertThat(store.outcomes(1, 15)).isEmpty();
    store.pruneOutcomes(NOON);
    assertThat(store.outcomes(0, 15)).isPresent();
    store.pruneOutcomes(NOON.plusMillis(1));
    assertThat(store.outcomes(0, 15)).isEmpty();
  }

  @Test
  void receivers_keep_a_position_a_partition() {
    var store = opened().store();
    assertThat(store.receiver("r", 1)).isEqualTo(Position.start(1));

    var epoch = store.epoch();
    store.moveReceiver(epoch, "r", 1, 42);
    store.moveReceiver(epoch, "r", 1, 43);

    assertThat(store.receiver("r", 1)).isEqualTo(43);
    assertThat(store.receiver("r", 0)).isEqualTo(Position.start(0));
    assertThat(store.receiver("s", 1)).isEqualTo(Position.start(1));
  }

  @Test
  void a_checkpoint_says_what_is_safe() {
    batch(1, _ -> {});

    assertThat(opened().store().checkpoint(0)).isEqualTo(1);
  }

  @Test
  void bytes_that_nobody_can_read_are_kept_and_may_be_kept_again() {
    var largest = new byte[EventCodec.BYTES_MAX];
    Arrays.fill(largest, (byte) '\'');
    var letters = List.of(
        new Transaction.DeadLetter(5, new byte[] {1, 2, 3}),
        new Transaction.DeadLetter(6, largest));
    opened().store().saveDeadLetters(0, letters);
    batch(1, transaction -> transaction.insertDeadLetters(letters));

    assertThat(opened().store().progress(0).applied()).isEqualTo(1);
    assertThat(opened().store().deadLetters(0, 5, 7)).containsExactlyInAnyOrder(5L, 6L);
  }

  @Test
  void of_two_who_apply_a_batch_at_the_same_time_one_does() throws Exception {
    var store = opened().store();
    try (var first = store.begin(0, 0, 5).orElseThrow();
        var threads = Executors.newSingleThreadExecutor()) {
      var second = threads.submit(() -> store.begin(0, 0, 3).isPresent());
      first.commit(7);

      assertThat(second.get()).isFalse();
    }
    assertThat(store.progress(0)).isEqualTo(new Store.Progress(5, 7, "log"));
  }
}
