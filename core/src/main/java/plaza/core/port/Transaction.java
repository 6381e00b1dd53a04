package plaza.core.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import plaza.core.event.RequestKey;

/// The transaction of one batch in one partition. Closing it without [#commit] leaves the store
/// as it was.
public interface Transaction extends AutoCloseable {
  /// Unreadable bytes of the log.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record DeadLetter(long offset, byte[] bytes) {}

  /// The outcomes of a batch, the offsets of its first and last event, and when it was applied
  /// (for pruning only).
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record BatchOutcomes(long first, long last, byte[] bytes, Instant at) {}

  int partition();

  /// The last position that was given in this partition.
  long position();

  Map<RequestKey.Id, Store.StoredRequest> requests(Collection<RequestKey.Id> ids);

  void insertRequests(List<Store.StoredRequest> requests);

  /// The highest sequence that was applied of each of these boots; a boot without one is left
  /// out.
  Map<Long, Long> sequences(Collection<Long> boots);

  /// Notes how far boots are, with the commit: [#sequences] does not see it before.
  void moveSequences(Map<Long, Long> sequences);

  void insertDeadLetters(List<DeadLetter> letters);

  void insertOutcomes(BatchOutcomes outcomes);

  /// Commits, with `position` the last position that is given now.
  void commit(long position);

  @Override
  void close();
}
