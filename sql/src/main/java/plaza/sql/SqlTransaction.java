package plaza.sql;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.event.Digest;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
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
    var keys = ids.stream()
        .map(id -> new Object[] {
          id.scope().application(), id.scope().parent(), id.scope().collection(), id.key()
        })
        .toList();
    var select = """
        SELECT r.application, r.parent, r.collection, r.request_key, r.digest, r.first_number, r.item_count
        FROM wanted CROSS JOIN request r
        WHERE r.application = wanted.a AND r.parent = wanted.p AND r.collection = wanted.c AND r.request_key = wanted.k
        """;
    return KeySet.list(session, "a, p, c, k", select, keys, REQUEST).stream()
        .collect(Collectors.toMap(StoredRequest::id, r -> r));
  }

  static final PooledConnection.Reading<StoredRequest> REQUEST = row -> new StoredRequest(
      new RequestKey.Id(
          new Scope(row.getLong(1), row.getLong(2), row.getString(3)), row.getString(4)),
      Digest.ofBytes(row.getBytes(5)),
      row.getLong(6),
      row.getInt(7));

  @Override
  public void insertRequests(List<StoredRequest> requests) {
    var sql = """
        INSERT INTO request (application, parent, collection, request_key, digest, first_number, item_count)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, requests, (statement, request) -> {
      var scope = request.id().scope();
      statement.setLong(1, scope.application());
      statement.setLong(2, scope.parent());
      statement.setString(3, scope.collection());
      statement.setString(4, request.id().key());
      statement.setBytes(5, request.digest().bytes());
      statement.setLong(6, request.number());
      statement.setInt(7, request.count());
    });
  }

  @Override
  public Map<Long, Long> sequences(Collection<Long> boots) {
    var sequences = new HashMap<Long, Long>();
    var select = """
        SELECT s.boot, s.sequence
        FROM wanted CROSS JOIN boot_sequence s
        WHERE s.partition_number = wanted.p AND s.boot = wanted.b
        """;
    var keys = boots.stream().map(boot -> new Object[] {partition, boot}).toList();
    KeySet.list(session, "p, b", select, keys, row -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(entry -> sequences.put(entry.getKey(), entry.getValue()));
    return sequences;
  }

  @Override
  public void moveSequences(Map<Long, Long> sequences) {
    moveSequences(session, partition, sequences);
  }

  static void moveSequences(PooledConnection session, int partition, Map<Long, Long> sequences) {
    var sql = """
        REPLACE INTO boot_sequence (partition_number, boot, sequence) VALUES (?, ?, ?)
        """;
    sequences.forEach((boot, sequence) -> session.later(sql, partition, boot, sequence));
  }

  @Override
  public void insertDeadLetters(List<DeadLetter> letters) {
    insertDeadLetters(session, partition, letters);
  }

  /// Those that were accepted before they are applied are there already, with the same bytes.
  static void insertDeadLetters(PooledConnection session, int partition, List<DeadLetter> letters) {
    var sql = """
        REPLACE INTO dead_letter (partition_number, log_offset, bytes) VALUES (?, ?, ?)
        """;
    session.batch(sql, letters, (statement, letter) -> {
      statement.setInt(1, partition);
      statement.setLong(2, letter.offset());
      statement.setBytes(3, letter.bytes());
    });
  }

  @Override
  public void insertOutcomes(BatchOutcomes outcomes) {
    var sql = """
        INSERT INTO outcome (partition_number, last_offset, first_offset, applied_at, outcomes)
        VALUES (?, ?, ?, ?, ?)
        """;
    session.later(
        sql,
        partition,
        outcomes.last(),
        outcomes.first(),
        outcomes.at().toEpochMilli(),
        outcomes.bytes());
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
      // The engine has rolled back by itself, or is broken: the session is replaced either way.
    } finally {
      sessions.endWriting(session, healthy);
    }
  }
}
