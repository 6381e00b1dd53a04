package plaza.sql;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import plaza.core.event.RequestKey;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;

/// The pipeline's rows in the relational store.
public final class SqlStore implements Store {
  private static final int OUTCOMES_PRUNED_MAX = 10_000;
  private static final int EPOCH_BYTES = 8;

  private static final String OUTCOMES = """
      SELECT %s
      FROM outcome
      WHERE partition_number = ? AND last_offset >= ?
      ORDER BY last_offset
      LIMIT 1
      """.formatted(Outcomes.TABLE.columns());

  private static final String MOVE_RECEIVER = """
      REPLACE INTO receiver (%s)
      SELECT ?, ?, ?
      FROM store_epoch
      WHERE epoch = ?
      """.formatted(ReceiverPosition.TABLE.columns());

  private final Sessions sessions;
  private final RandomGenerator random;
  private final ConcurrentHashMap<Integer, Long> checkpointed = new ConcurrentHashMap<>();

  SqlStore(Sessions sessions, RandomGenerator random) {
    this.sessions = sessions;
    this.random = random;
    var _ = sessions.once(session -> epoch(session).orElseGet(() -> newEpoch(session)));
  }

  private static Optional<String> epoch(PooledConnection session) {
    return session.find(SingleRows.EPOCH.byKey());
  }

  /// The name of a life is random.
  private String newEpoch(PooledConnection session) {
    var bytes = new byte[EPOCH_BYTES];
    random.nextBytes(bytes);
    var name = HexFormat.of().formatHex(bytes);
    session.write(SingleRows.EPOCH.insert(), List.of(name));
    return name;
  }

  @Override
  public void startEpoch() {
    var _ = sessions.write(session -> {
      session.update("DELETE FROM store_epoch");
      session.update("DELETE FROM receiver");
      return newEpoch(session);
    });
  }

  @Override
  public String epoch() {
    return sessions.readAlways(SqlStore::epoch).orElseThrow();
  }

  @Override
  public Progress progress(int partition) {
    return sessions.readAlways(session -> progress(session, partition));
  }

  private static Progress progress(PooledConnection session, int partition) {
    return session
        .find(PartitionState.TABLE.byKey(), partition)
        .map(PartitionState::progress)
        .orElseGet(() -> new Progress(0, Position.start(partition), ""));
  }

  @Override
  public void bindToLog(int partition, String log) {
    var row = new PartitionState(partition, new Progress(0, Position.start(partition), log));
    sessions.write(session -> session.write(PartitionState.TABLE.insert(), List.of(row)));
  }

  @Override
  public void resumeAt(int partition, String log, long applied, Map<Long, Long> passed) {
    sessions.write(session -> {
      var before = progress(session, partition);
      var kept = before.log().equals(log) ? applied : 0;
      session.update(
          "DELETE FROM outcome WHERE partition_number = ? AND last_offset >= ?", partition, kept);
      session.update(
          "DELETE FROM dead_letter WHERE partition_number = ? AND log_offset >= ?",
          partition,
          kept);
      checkpointed.remove(partition);
      SqlTransaction.moveSequences(session, partition, passed);
      return session.update(
          "UPDATE partition_state SET applied = ?, log = ? WHERE partition_number = ?",
          applied,
          log,
          partition);
    });
  }

  @Override
  public long sequence(int partition, long boot) {
    return sessions
        .readAlways(session -> session.find(BootSequence.TABLE.byKey(), partition, boot))
        .map(BootSequence::sequence)
        .orElse(0L);
  }

  @Override
  public void saveDeadLetters(int partition, List<Transaction.DeadLetter> letters) {
    sessions.write(session -> {
      SqlTransaction.insertDeadLetters(session, partition, letters);
      return letters.size();
    });
  }

  @Override
  public Set<Long> deadLetters(int partition, long from, long to) {
    var sql = """
        SELECT log_offset FROM dead_letter
        WHERE partition_number = ? AND log_offset >= ? AND log_offset < ?
        """;
    return Set.copyOf(sessions.readAlways(
        session -> session.list(sql, row -> row.getLong(1), partition, from, to)));
  }

  @Override
  public Optional<Transaction> begin(int partition, long from, long to) {
    var session = sessions.beginWriting();
    try {
      // The process that holds the row lock applies; the next one waits for it, and sees that
      // `applied` has moved.
      var sql = "SELECT position FROM partition_state WHERE partition_number = ? AND applied = ?"
          + session.dialect().rowLock();
      var position = session.first(sql, row -> row.getLong(1), partition, from);
      if (position.isEmpty()) {
        session.rollBack();
        sessions.endWriting(session, true);
        // Another process has applied it. Its result is read over new connections.
        sessions.invalidate();
        return Optional.empty();
      }
      return Optional.of(new SqlTransaction(sessions, session, partition, position.get(), to));
    } catch (RuntimeException e) {
      sessions.endWriting(session, false);
      throw e;
    }
  }

  @Override
  public Optional<StoredRequest> request(RequestKey.Id id) {
    return sessions.readAlways(
        session -> session.find(RequestTable.TABLE.byKey(), RequestTable.key(id)));
  }

  @Override
  public Optional<byte[]> outcomes(int partition, long offset) {
    return sessions
        .readAlways(session -> session.first(OUTCOMES, Outcomes.TABLE, partition, offset))
        .map(Outcomes::batch)
        .filter(batch -> batch.first() <= offset)
        .map(Transaction.BatchOutcomes::bytes);
  }

  @Override
  public void onRestart(Runnable listener) {
    sessions.onRestart(listener);
  }

  @Override
  public void readOnlyWhile(BooleanSupplier current) {
    sessions.readOnlyWhile(current);
  }

  @Override
  public void pruneOutcomes(Instant before) {
    while (sessions.write(session -> prune(session, before.toEpochMilli()))) {
      // In steps, so that no applier waits long for the writing session.
    }
  }

  /// Forgets the oldest ones; whether there are more.
  private static boolean prune(PooledConnection session, long before) {
    var sql =
        "SELECT applied_at FROM outcome WHERE applied_at < ? ORDER BY applied_at LIMIT 1 OFFSET ?";
    var next = session.first(sql, row -> row.getLong(1), before, OUTCOMES_PRUNED_MAX);
    session.update(
        "DELETE FROM outcome WHERE applied_at < ?", next.map(at -> at + 1).orElse(before));
    return next.isPresent();
  }

  @Override
  public long receiver(String name, int partition) {
    return sessions
        .readAlways(session -> session.find(ReceiverPosition.TABLE.byKey(), name, partition))
        .map(ReceiverPosition::position)
        .orElse(Position.start(partition));
  }

  @Override
  public void moveReceiver(String epoch, String name, int partition, long position) {
    sessions.write(session -> session.update(MOVE_RECEIVER, name, partition, position, epoch));
  }

  @Override
  public long checkpoint(int partition) {
    var applied = progress(partition).applied();
    if (completed()) {
      checkpointed.put(partition, applied);
    }
    return checkpointed.getOrDefault(partition, 0L);
  }

  /// Runs on a session of its own kind of statement, beside the applier.
  private boolean completed() {
    var session = sessions.checkpointing();
    try {
      var complete = false;
      for (var statement : sessions.dialect().checkpoint()) {
        complete = session
            .first(statement, row -> row.getInt(1) == 0 && row.getLong(2) == row.getLong(3))
            .orElse(true);
      }
      return complete;
    } finally {
      session.close();
    }
  }

  @Override
  public void close() {
    try {
      // Before the engine does it of its own accord, when the last session closes, and tells nobody
      // that it failed.
      var _ = completed();
      sessions.close();
    } catch (StoreException e) {
      throw new StoreException("closing the store failed", e);
    }
  }
}
