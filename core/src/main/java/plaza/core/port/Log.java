package plaza.core.port;

import java.time.Duration;
import java.util.List;

/// The durable log: the source of truth, from which everything else can be rebuilt.
///
/// - Order: one per partition; offsets start at 0, rise, and may have holes. Partitions are
///   independent.
/// - Durability: once [#append] returns [Appended.Stored], the events survive a crash of the
///   process and of the machine. So does whatever can be read. A disk that fails to sync ends the
///   process ([FatalHandler]).
/// - Atomicity: a group is stored as a whole, or, when the outcome is [Appended.Unknown], in
///   part.
/// - Repetition: an append whose outcome is unknown may be in the log; appending again may store
///   it twice.
/// - Limits: an append takes at most [#GROUP_MAX] events; a read returns at most [#BATCH_MAX],
///   and no more than about [#BATCH_BYTES_MAX] bytes unless one event alone has more.
///
/// Callers append to one partition from one thread at a time; reads may come from any thread.
/// Trouble with the engine while reading is a [LogException].
public interface Log extends LogBounds, AutoCloseable {
  /// The most events that one append takes.
  int GROUP_MAX = 4_096;

  /// The most events that one read returns.
  int BATCH_MAX = 4_096;

  /// About the most bytes that one read returns: what is read is applied in one transaction, and
  /// the next caller waits for it.
  int BATCH_BYTES_MAX = 256 << 10;

  /// @param bytes the event as it was appended; not to be changed
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(long offset, byte[] bytes) {}

  /// How an append ended.
  sealed interface Appended {
    /// @param offsets of the events, in their order
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(long[] offsets) implements Appended {}

    /// The log is full: nothing was stored. Appending works again when there is space.
    record Full(String detail) implements Appended {}

    /// It is unknown whether the group, or a part of it, was stored.
    record Unknown(String detail) implements Appended {}
  }

  Appended append(int partition, List<byte[]> events);

  /// The events at and above `from`, in order; waits up to `wait` for one. Throws
  /// [TrimmedException] when events at `from` were trimmed, [LostException] when the partition is
  /// no longer what it was.
  List<Entry> read(int partition, long from, Duration wait) throws InterruptedException;

  /// Frees the events below `before`. Those that share a unit of storage with a later one may
  /// stay.
  void trim(int partition, long before);

  @Override
  void close();

  /// A partition lost events that were stored, or another log stands in its place. It stays so:
  /// nothing that is read or appended there belongs to what was before.
  final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostException(String what) {
      super(what);
    }
  }

  /// The events wanted are no longer in the log.
  final class TrimmedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TrimmedException(int partition, long from, long start) {
      super("partition " + partition + " of the log starts at " + start + ", " + from
          + " was wanted");
    }
  }
}
