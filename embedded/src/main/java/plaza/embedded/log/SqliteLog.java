package plaza.embedded.log;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import plaza.core.port.FatalHandler;
import plaza.core.port.Log;
import plaza.core.port.LogException;

/// The log in one SQLite file, which is synced at each group. A group is one row, so that an
/// event costs next to nothing beside its bytes; see `decisions/0002`.
public final class SqliteLog implements Log {
  private final LogFile file;
  private final DiskSpace room;
  private final List<PartitionTail> tails;

  private SqliteLog(LogFile file, DiskSpace room, List<PartitionTail> tails) {
    this.file = file;
    this.room = room;
    this.tails = tails;
  }

  /// Opens the log, or makes it with this many partitions; they are fixed for its life.
  ///
  /// @throws LogException the file can't be opened, or has another number of partitions
  public static SqliteLog open(
      Path path, int partitions, DiskSpace room, RandomGenerator random, FatalHandler halt) {
    var file = LogFile.open(path, partitions, random, halt);
    var tails = IntStream.range(0, partitions)
        .mapToObj(p -> new PartitionTail(file.end(p)))
        .toList();
    return new SqliteLog(file, room, tails);
  }

  @Override
  public String id() {
    return file.id();
  }

  @Override
  public int partitions() {
    return tails.size();
  }

  @Override
  public Appended append(int partition, List<byte[]> events) {
    if (events.isEmpty() || events.size() > GROUP_MAX) {
      throw new IllegalArgumentException(
          "a group has 1 to " + GROUP_MAX + " events, had " + events.size());
    }
    var tail = tails.get(partition);
    var group = new Group(tail.end(), List.copyOf(events));
    var left = room.bytes();
    if (group.bytes() > left) {
      return new Appended.Full(
          "the disk of the log is full: free some space, Plaza then continues without a restart");
    }
    return switch (file.append(partition, group)) {
      case LogFile.Written.Stored() -> {
        tail.add(group);
        yield new Appended.Stored(LongOffsets.of(group));
      }
      case LogFile.Written.Full(var detail) -> new Appended.Full(detail);
      case LogFile.Written.Unknown(var detail) -> new Appended.Unknown(detail);
    };
  }

  /// The offsets of a group, which this log gives without holes.
  private static final class LongOffsets {
    private LongOffsets() {}

    static long[] of(Group group) {
      return IntStream.range(0, group.events().size())
          .mapToLong(i -> group.first() + i)
          .toArray();
    }
  }

  @Override
  public List<Entry> read(int partition, long from, Duration wait) throws InterruptedException {
    var tail = tails.get(partition);
    if (!tail.await(from, wait)) {
      return List.of();
    }
    var recent = tail.read(from);
    return recent.isEmpty() ? fromFile(partition, from) : recent;
  }

  private List<Entry> fromFile(int partition, long from) {
    var start = file.start(partition);
    if (from < start) {
      throw new TrimmedException(partition, from, start);
    }
    return file.read(partition, from);
  }

  @Override
  public long start(int partition) {
    return file.start(partition);
  }

  @Override
  public long end(int partition) {
    return tails.get(partition).end();
  }

  @Override
  public void trim(int partition, long before) {
    file.trim(partition, Math.min(before, end(partition)));
  }

  /// For tests: at most this many pages, so that SQLite itself runs out of room.
  void limitPages(int pages) throws SQLException {
    file.limitPages(pages);
  }

  /// What SQLite itself finds wrong with the file; empty when nothing is.
  public List<String> integrityProblems() {
    try {
      return file.integrityProblems();
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// Copies the log, as it is at one moment, while it is appended to.
  public void copyTo(Path copy) {
    file.copyTo(copy);
  }

  @Override
  public void close() {
    file.close();
  }
}
