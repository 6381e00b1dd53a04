package plaza.sql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// A copy of the database that follows it: it may be behind, stand still, or be away. What it says
/// counts only as far as anyone who reads can hold it against the database itself.
public final class Replica implements AutoCloseable {
  /// How long it is not used after a failure.
  private static final Duration AWAY = Duration.ofSeconds(5);

  /// How long a read waits for a session: the database itself has one.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /// None, or one.
  private final List<Sessions> sessions;

  private final Counts counts = new Counts(new LongAdder(), new LongAdder(), new LongAdder());
  private volatile long askAgainAt = System.nanoTime();

  private Replica(List<Sessions> sessions) {
    this.sessions = sessions;
  }

  /// What became of the reads that asked it.
  ///
  /// @param served by it
  /// @param behind it was not where the database is
  /// @param away it did not answer; then it is left alone for 5 s
  public record Counts(LongAdder served, LongAdder behind, LongAdder away) {}

  static Replica none() {
    return new Replica(List.of());
  }

  /// It may be away now, and come.
  static Replica at(Dialect dialect) {
    return new Replica(List.of(new Sessions(dialect, PATIENCE)));
  }

  public Counts counts() {
    return counts;
  }

  /// Whether there is one that may answer.
  public boolean mayAnswer() {
    return !sessions.isEmpty() && System.nanoTime() - askAgainAt >= 0;
  }

  /// What is read there, from one snapshot; nothing when `reading` finds it behind, or when it does
  /// not answer.
  public <T> Optional<T> read(Function<PooledConnection, Optional<T>> reading) {
    try {
      var found = sessions.getFirst().snapshot(reading);
      (found.isPresent() ? counts.served() : counts.behind()).increment();
      return found;
    } catch (StoreException e) {
      askAgainAt = System.nanoTime() + AWAY.toNanos();
      counts.away().increment();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    sessions.forEach(Sessions::close);
  }
}
