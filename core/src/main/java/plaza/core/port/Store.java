package plaza.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import plaza.core.event.Digest;
import plaza.core.event.RequestKey;

/// The relational store as the pipeline sees it: how far each partition was applied, keys of
/// requests, and outcomes. What features keep is behind ports of their own, written in the same
/// [Transaction].
///
/// - Atomicity: a transaction is in the store as a whole or not at all.
/// - Durability: after [Transaction#commit] rows survive a crash of the process; a crash of the
///   machine may take the newest transactions, in order from the end, back to the last
///   [#checkpoint]. The log has them. A disk that fails to sync ends the process ([FatalHandler]).
/// - Visibility: a read that starts after a commit sees it.
/// - Trouble with the engine is a [StoreException]; the outcome of a commit that throws is
///   unknown.
public interface Store extends AutoCloseable {
  /// How far a partition is.
  ///
  /// @param applied the next offset to read of the partition's log
  /// @param position the last position that was given, or [Position#start]
  /// @param log the id of the log that was applied; empty before the first
  record Progress(long applied, long position, String log) {}

  /// @param number of the first thing that the call created
  record StoredRequest(RequestKey.Id id, Digest digest, long number, int count) {}

  /// The epoch that positions belong to, as it is now, no matter who began it. A
  /// restored backup begins a new one.
  String epoch();

  /// Begins a new epoch: what anybody remembers of positions means nothing from now on, those of
  /// receivers included, and what was built from the rows is rebuilt.
  void startEpoch();

  Progress progress(int partition);

  /// Ties a partition to its log, once, before anything of it is applied.
  void bindToLog(int partition, String log);

  /// Goes on with a partition at `applied` of this log, wherever it was before; positions go on.
  /// Outcomes and dead letters from there on, or of another log, are forgotten.
  ///
  /// @param passed the highest sequence of each of these boots that counts as applied from now on
  void resumeAt(int partition, String log, long applied, Map<Long, Long> passed);

  /// The highest sequence that was applied of a boot in a partition; 0 when none was.
  long sequence(int partition, long boot);

  /// Stores unreadable bytes as dead letters, before they are applied: their loss is accepted.
  void saveDeadLetters(int partition, List<Transaction.DeadLetter> letters);

  /// The offsets from `from` on, below `to`, whose bytes are kept as dead letters.
  Set<Long> deadLetters(int partition, long from, long to);

  /// Starts the transaction of a batch by moving `applied` from `from` to `to`; empty when
  /// `applied` was not `from`: another process has applied the batch, or a part of it.
  Optional<Transaction> begin(int partition, long from, long to);

  Optional<StoredRequest> request(RequestKey.Id id);

  /// The outcomes of the batch that holds this offset, as the pipeline wrote them.
  Optional<byte[]> outcomes(int partition, long offset);

  /// Forgets the outcomes of batches older than `before`.
  void pruneOutcomes(Instant before);

  /// How far a receiver has come in a partition; [Position#start] at first.
  long receiver(String name, int partition);

  /// Notes how far a receiver has come; one of a life that has ended notes nothing. A crash may
  /// lose the note: receivers repeat.
  ///
  /// @param epoch of the life in which it came so far
  void moveReceiver(String epoch, String name, int partition, long position);

  /// Brings what is committed to the disk and returns the `applied` that is now sure to survive a
  /// crash of the machine.
  long checkpoint(int partition);

  /// Registers a listener that is called, on any thread, when the engine was restarted or
  /// replaced: its data may be older than what was read. The call comes before anything is read
  /// from it.
  void onRestart(Runnable listener);

  /// Has the rows that features keep be read only while `current` says that they are as new as what
  /// was read before a restart; else a read is a [StoreException]. It is asked once a reader has
  /// its connection: what the reader knows of the store may be from before the restart. What the
  /// pipeline itself keeps, the methods of this port, can be read at any time.
  void readOnlyWhile(BooleanSupplier current);

  @Override
  void close();
}
