package plaza.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// Asks a database server whether it does what the store needs of it: commits a small write, and
/// has its replica follow. It writes one row over and over, on connections of its own, so that it
/// waits for no batch.
public final class StoreProbe implements AutoCloseable {
  /// How long it waits for a connection that another question holds.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private static final String ROW = "name = 'probe' AND partition_number = 0";

  private final Sessions sessions;

  /// @param dialect of a server that is given up on after about a second
  public StoreProbe(Dialect dialect) {
    this.sessions = new Sessions(dialect, PATIENCE);
  }

  /// Commits a write.
  ///
  /// @return the server's time
  /// @throws StoreException it did not, with the reason if it is known
  public Instant write() {
    try {
      return sessions.write(session -> {
        session.update("""
            REPLACE INTO receiver (name, partition_number, position)
            VALUES ('probe', 0, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED))
            """);
        return written(session).orElseThrow();
      });
    } catch (StoreException e) {
      throw isReadable()
          ? new StoreException(
              "it answers reads but commits no write, its disk may be full: " + e.getMessage(), e)
          : e;
    }
  }

  private boolean isReadable() {
    try {
      return sessions
          .read(session -> session.first("SELECT 1", row -> row.getInt(1)))
          .isPresent();
    } catch (StoreException e) {
      return false;
    }
  }

  /// When what is here was written, by the clock of the server that took the write; nothing when
  /// nothing was. On a replica this says how far it has followed.
  public Optional<Instant> written() {
    return sessions.read(StoreProbe::written);
  }

  private static Optional<Instant> written(PooledConnection session) {
    return session
        .first("SELECT position FROM receiver WHERE " + ROW, row -> row.getLong(1))
        .map(Instant::ofEpochMilli);
  }

  @Override
  public void close() {
    sessions.close();
  }
}
