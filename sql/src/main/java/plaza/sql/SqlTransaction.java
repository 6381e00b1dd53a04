package plaza.sql;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.event.RequestKey;
import plaza.core.port.Store.StoredRequest;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;

/// The transaction of one batch: it holds the writing session until it is closed.
public final class SqlTransaction implements Transaction {
  private final Sessions sessions;
  private final PooledConnection session;
  private final int partition;
  private final long position;
  private final long applied;
  private boolean ended;

  /// @param position the last that was given
  /// @param applied what the partition has applied with this batch
  SqlTransaction(
      Sessions sessions, PooledConnection session, int partition, long position, long applied) {
    this.sessions = sessions;
    this.session = session;
    this.partition = partition;
    this.position = position;
    this.applied = applied;
  }

  /// The session that features write their rows with.
  public static PooledConnection sessionOf(Transaction transaction) {
    return ((SqlTransaction) transaction).session;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public Map<RequestKey.Id, StoredRequest> requests(Collection<RequestKey.Id> ids) {
    return KeySet.map(
        session, RequestTable.TABLE.byKey(), ids, RequestTable::key, StoredRequest::id);
  }

  @Override
  public void insertRequests(List<StoredRequest> requests) {
    session.write(RequestTable.TABLE.insert(), requests);
  }

  @Override
  public Map<Long, Long> sequences(Collection<Long> boots) {
    var keys = boots.stream().map(boot -> new Object[] {partition, boot}).toList();
    return KeySet.find(session, BootSequence.TABLE.byKey(), keys).stream()
        .collect(Collectors.toMap(BootSequence::boot, BootSequence::sequence));
  }

  @Override
  public void moveSequences(Map<Long, Long> sequences) {
    moveSequences(session, partition, sequences);
  }

  static void moveSequences(PooledConnection session, int partition, Map<Long, Long> sequences) {
    sequences.forEach((boot, sequence) ->
        session.later(BootSequence.TABLE.replace(), new BootSequence(partition, boot, sequence)));
  }

  @Override
  public void insertDeadLetters(List<DeadLetter> letters) {
    insertDeadLetters(session, partition, letters);
  }

  /// Those that were accepted before they are applied are there already, with the same bytes.
  static void insertDeadLetters(PooledConnection session, int partition, List<DeadLetter> letters) {
    var rows =
        letters.stream().map(letter -> new StoredLetter(partition, letter)).toList();
    session.write(StoredLetter.TABLE.replace(), rows);
  }

  @Override
  public void insertOutcomes(BatchOutcomes outcomes) {
    session.later(Outcomes.TABLE.insert(), new Outcomes(partition, outcomes));
  }

  @Override
  public void commit(long position) {
    session.later(
        "UPDATE partition_state SET applied = ?, position = ? WHERE partition_number = ?",
        applied,
        position,
        partition);
    ended = true;
    var committed = false;
    try {
      session.commit();
      committed = true;
    } finally {
      sessions.endWriting(session, committed);
    }
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    var healthy = false;
    try {
      session.rollBack();
      healthy = true;
    } catch (StoreException e) {
      // The engine has rolled back on its own, or is broken: the session is replaced either
      // way.
    } finally {
      sessions.endWriting(session, healthy);
    }
  }
}
