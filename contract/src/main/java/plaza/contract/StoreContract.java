package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatStore.Move;
import plaza.core.chat.ChatTail;
import plaza.core.chat.ChatType;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.event.Digest;
import plaza.core.event.Request;
import plaza.core.event.Scope;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.Settings;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;

/// What every relational store promises: [Store], [TenantStore] and [ChatStore] over one
/// database.
public abstract class StoreContract {
  protected static final ApplicationId ANN = new ApplicationId(1);
  protected static final ApplicationId BEN = new ApplicationId(2);
  protected static final ChatId LOBBY = new ChatId(ANN, 1);
  private static final ChatId BENS = new ChatId(BEN, 1);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir
  protected Path directory = Path.of("");

  /// The ports of one open database.
  public interface Opened extends AutoCloseable {
    Store store();

    TenantStore tenants();

    ChatStore chats();

    @Override
    void close();
  }

  protected abstract Opened open(Path directory);

  private Opened opened = new Closed();
  private long applied;

  /// Before a test has opened one.
  private record Closed() implements Opened {
    @Override
    public Store store() {
      throw new IllegalStateException("closed");
    }

    @Override
    public TenantStore tenants() {
      throw new IllegalStateException("closed");
    }

    @Override
    public ChatStore chats() {
      throw new IllegalStateException("closed");
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void openDatabase() {
    opened = open(directory);
    for (int partition = 0; partition < 3; partition++) {
      opened.store().adopt(partition, "log");
    }
  }

  @AfterEach
  void closeDatabase() {
    opened.close();
  }

  protected final Opened opened() {
    return opened;
  }

  private void openAgain() {
    opened.close();
    opened = open(directory);
  }

  /// What one batch writes.
  protected interface Writing {
    void write(Transaction transaction);
  }

  /// Applies a batch of one event to partition 0.
  protected final void batch(long position, Writing writing) {
    try (var transaction = opened.store().begin(0, applied, applied + 1).orElseThrow()) {
      writing.write(transaction);
      transaction.commit(position);
      applied++;
    }
  }

  protected static Message message(ChatId chat, long number, long position) {
    return new Message(
        new MessageId(chat, number),
        "text " + number,
        Sender.NONE,
        NOON,
        NOON,
        Message.State.POSTED,
        position);
  }

  private static Message deleted(Message m, long position) {
    return new Message(m.id(), "", Sender.NONE, NOON, NOON, Message.State.DELETED, position);
  }

  protected static Chat chat(ChatId id, boolean deleted, long position) {
    return new Chat(id, new ChatName("Lobby"), ChatType.GROUP, NOON, NOON, deleted, position);
  }

  protected static Application application(ApplicationId id, boolean deleted, long position) {
    var token = new Token(String.format("%032x", id.value()));
    return new Application(
        id, token, new ApplicationName("App"), Settings.DEFAULT, NOON, NOON, deleted, 1, position);
  }

  private static ApplicationKey key(ApplicationId application, long number, boolean revoked) {
    return new ApplicationKey(
        application,
        number,
        new KeyId(String.format("%08x%08x", application.value(), number)),
        hash(application, number),
        NOON,
        revoked,
        number);
  }

  private static SecretHash hash(ApplicationId application, long number) {
    return new SecretHash(String.format("%032x%032x", application.value(), number));
  }

  @Test
  void a_batch_is_applied_by_one_and_not_by_a_second_one() {
    var store = opened.store();
    batch(7, _ -> {});

    assertThat(store.progress(0)).isEqualTo(new Store.Progress(1, 7, "log"));
    assertThat(store.begin(0, 0, 1)).isEmpty();
    assertThat(store.progress(1)).isEqualTo(new Store.Progress(0, Position.start(1), "log"));
    assertThat(store.progress(9)).isEqualTo(new Store.Progress(0, Position.start(9), ""));
  }

  @Test
  void a_transaction_that_is_not_committed_leaves_nothing() {
    var store = opened.store();
    try (var transaction = store.begin(0, 0, 5).orElseThrow()) {
      opened.chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1)));
    }

    assertThat(store.progress(0).applied()).isZero();
    assertThat(opened.chats().message(new MessageId(LOBBY, 1))).isEmpty();
    batch(
        1,
        transaction ->
            opened.chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));
    assertThat(opened.chats().message(new MessageId(LOBBY, 1))).isPresent();
  }

  @Test
  void what_was_committed_is_there_after_opening_again() {
    var epoch = opened.store().epoch();
    batch(
        1,
        transaction ->
            opened.chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));

    openAgain();

    assertThat(opened.store().epoch()).isEqualTo(epoch).isNotEmpty();
    assertThat(opened.store().progress(0).applied()).isEqualTo(1);
    assertThat(opened.chats().message(new MessageId(LOBBY, 1))).contains(message(LOBBY, 1, 1));
  }

  @Test
  void keys_of_requests_are_found_in_their_own_collection_alone() {
    var digest = Digest.of(new byte[] {1});
    var id = new Request.Id(new Scope(1, 1, "messages"), "k");
    var stored = new Store.StoredRequest(id, digest, 4, 2);
    batch(1, transaction -> transaction.insertRequests(List.of(stored)));

    assertThat(opened.store().request(id)).contains(stored);
    assertThat(opened.store().request(new Request.Id(new Scope(2, 1, "messages"), "k")))
        .isEmpty();
    assertThat(opened.store().request(new Request.Id(new Scope(1, 2, "messages"), "k")))
        .isEmpty();
    assertThat(opened.store().request(new Request.Id(new Scope(1, 1, "keys"), "k")))
        .isEmpty();
    assertThat(opened.store().request(new Request.Id(new Scope(1, 1, "messages"), "K")))
        .isEmpty();
    batch(2, transaction -> {
      var other = new Request.Id(new Scope(1, 1, "messages"), "other");
      assertThat(transaction.requests(List.of(id, other))).isEqualTo(Map.of(id, stored));
    });
  }

  @Test
  void sequences_rise_a_boot_and_a_partition_at_a_time() {
    batch(1, transaction -> transaction.moveSequences(Map.of(7L, 1L, -8L, 5L)));
    batch(2, transaction -> {
      assertThat(transaction.sequences(List.of(7L, -8L, 9L))).isEqualTo(Map.of(7L, 1L, -8L, 5L));
      transaction.moveSequences(Map.of(7L, 2L));
      assertThat(transaction.sequences(List.of(7L))).isEqualTo(Map.of(7L, 2L));
    });
    try (var other = opened.store().begin(1, 0, 1).orElseThrow()) {
      assertThat(other.sequences(List.of(7L))).isEmpty();
    }
  }

  @Test
  void outcomes_are_found_by_any_offset_of_their_batch_until_they_are_pruned() {
    var bytes = "outcomes".getBytes(StandardCharsets.UTF_8);
    batch(
        1,
        transaction ->
            transaction.insertOutcomes(new Transaction.BatchOutcomes(10, 19, bytes, NOON)));
    var store = opened.store();

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
    var store = opened.store();
    assertThat(store.receiver("r", 1)).isEqualTo(Position.start(1));

    store.moveReceiver("r", 1, 42);
    store.moveReceiver("r", 1, 43);

    assertThat(store.receiver("r", 1)).isEqualTo(43);
    assertThat(store.receiver("r", 0)).isEqualTo(Position.start(0));
    assertThat(store.receiver("s", 1)).isEqualTo(Position.start(1));
  }

  @Test
  void a_checkpoint_says_what_is_safe() {
    batch(1, _ -> {});

    assertThat(opened.store().checkpoint(0)).isEqualTo(1);
  }

  @Test
  void a_tail_that_was_moved_by_somebody_else_is_not_moved() {
    var one = new ChatTail(LOBBY, 1, 1, false, 1);
    var two = new ChatTail(LOBBY, 2, 2, false, 2);
    batch(
        1, t -> opened.chats().rows(t).moveTails(List.of(new Move<>(ChatTail.empty(LOBBY), one))));
    batch(2, t -> opened.chats().rows(t).moveTails(List.of(new Move<>(one, two))));

    assertThatThrownBy(() ->
            batch(3, t -> opened.chats().rows(t).moveTails(List.of(new Move<>(one, two)))))
        .isInstanceOf(ConcurrentModificationException.class);

    assertThat(opened.chats().tail(LOBBY)).isEqualTo(two);
    assertThat(opened.chats().tail(BENS)).isEqualTo(ChatTail.empty(BENS));
  }

  @Test
  void chats_with_the_same_number_in_two_applications_are_two_chats() {
    batch(2, transaction -> {
      var rows = opened.chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, 1, 1), message(BENS, 1, 2)));
      rows.insertChats(List.of(chat(LOBBY, false, 1), chat(BENS, true, 2)));
      assertThat(rows.messages(List.of(new MessageId(LOBBY, 1), new MessageId(BENS, 1))))
          .hasSize(2);
      assertThat(rows.chats(List.of(LOBBY, BENS))).hasSize(2);
    });

    assertThat(opened.chats().messages(LOBBY, new Page.After(0, 100)).messages())
        .containsExactly(message(LOBBY, 1, 1));
    assertThat(opened.chats().liveChats(List.of(LOBBY, BENS))).containsExactly(LOBBY);
    assertThat(opened.chats().chats(BEN, new Page.After(0, 100)).chats()).isEmpty();
    assertThat(opened.chats().chat(BENS))
        .hasValueSatisfying(view -> assertThat(view.chat().deleted()).isTrue());
  }

  private static List<Long> numbers(ChatStore.Messages page) {
    return page.messages().stream().map(message -> message.id().number()).toList();
  }

  @Test
  void pages_ascend_from_both_ends_and_leave_tombstones_out() {
    batch(20, transaction -> {
      var rows = opened.chats().rows(transaction);
      rows.insertMessages(
          LongStream.rangeClosed(1, 10).mapToObj(n -> message(LOBBY, n, n)).toList());
      rows.updateMessages(List.of(deleted(message(LOBBY, 4, 4), 11)));
      rows.moveTails(
          List.of(new Move<>(ChatTail.empty(LOBBY), new ChatTail(LOBBY, 10, 9, false, 11))));
    });
    var chats = opened.chats();

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
      var rows = opened.chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, 1, 1), message(LOBBY, 2, 2), message(BENS, 1, 3)));
      rows.updateMessages(List.of(deleted(message(LOBBY, 1, 1), 4)));
      rows.insertMessages(List.of(message(LOBBY, 3, Position.start(1) + 1)));
    });
    var chats = opened.chats();

    assertThat(chats.changedMessages(0, 0, 10))
        .extracting(Message::position)
        .containsExactly(2L, 3L, 4L);
    assertThat(chats.changedMessages(0, 2, 1)).extracting(Message::position).containsExactly(3L);
    assertThat(chats.changedMessages(1, Position.start(1), 10)).hasSize(1);
    assertThat(chats.lowestChanged(LOBBY, 0)).contains(1L);
    assertThat(chats.lowestChanged(LOBBY, 4)).isEmpty();
    assertThat(chats.lowestChanged(BENS, 2)).contains(1L);
  }

  @Test
  void many_rows_are_read_by_their_keys() {
    batch(
        1000,
        transaction -> opened
            .chats()
            .rows(transaction)
            .insertMessages(LongStream.rangeClosed(1, 600)
                .mapToObj(n -> message(LOBBY, n, n))
                .toList()));

    var ids =
        LongStream.rangeClosed(1, 700).mapToObj(n -> new MessageId(LOBBY, n)).toList();
    assertThat(opened.chats().messages(ids)).hasSize(600).doesNotHaveDuplicates();
    assertThat(opened.chats().messages(List.of())).isEmpty();
  }

  @Test
  void applications_are_found_by_token_and_by_a_key_that_is_not_revoked() {
    batch(3, transaction -> {
      var rows = opened.tenants().rows(transaction);
      assertThat(rows.lastApplication()).isZero();
      rows.insertApplications(List.of(application(ANN, false, 1), application(BEN, true, 2)));
      rows.insertKeys(List.of(key(ANN, 1, false), key(ANN, 2, false)));
      rows.updateKeys(List.of(key(ANN, 1, true)));
      assertThat(rows.lastApplication()).isEqualTo(2);
      assertThat(rows.liveKeys(ANN)).isEqualTo(1);
      assertThat(rows.taken(List.of(application(ANN, false, 1).token()))).hasSize(1);
      assertThat(rows.applications(List.of(ANN, BEN))).hasSize(2);
      assertThat(rows.keys(ANN, List.of(key(ANN, 2, false).id()))).hasSize(1);
    });
    var tenants = opened.tenants();

    assertThat(tenants.application(application(ANN, false, 1).token())).isPresent();
    assertThat(tenants.application(BEN))
        .hasValueSatisfying(v -> assertThat(v.application().deleted()).isTrue());
    assertThat(tenants.opened(hash(ANN, 1))).isEmpty();
    assertThat(tenants.opened(hash(ANN, 2)))
        .hasValueSatisfying(v -> assertThat(v.application().id()).isEqualTo(ANN));
    assertThat(tenants.keys(ANN)).containsExactly(key(ANN, 2, false));
    assertThat(tenants.key(ANN, 1)).contains(key(ANN, 1, true));
    assertThat(tenants.key(ANN, key(ANN, 2, false).id())).contains(key(ANN, 2, false));
    assertThat(tenants.applications(new Page.After(0, 10))).hasSize(1);
    assertThat(tenants.applications(new Page.Before(10, 10))).hasSize(1);
    assertThat(tenants.applications(new Page.Numbered(2, 10))).isEmpty();
    assertThat(tenants.changed(0, 1, 10)).containsExactly(application(BEN, true, 2));
  }

  @Test
  void the_operators_newest_key_is_the_one_that_counts() {
    assertThat(opened.tenants().operator()).isEmpty();
    batch(1, transaction -> opened.tenants().rows(transaction).setOperator(hash(ANN, 1), 1));
    batch(2, transaction -> opened.tenants().rows(transaction).setOperator(hash(ANN, 2), 2));

    assertThat(opened.tenants().operator()).contains(hash(ANN, 2));
  }

  @Test
  void bytes_that_nobody_can_read_are_kept() {
    batch(
        1,
        transaction -> transaction.insertDeadLetters(
            List.of(new Transaction.DeadLetter(5, new byte[] {1, 2, 3}))));

    assertThat(opened.store().progress(0).applied()).isEqualTo(1);
  }
}
