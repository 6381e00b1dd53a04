package plaza.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// The sessions of one database that are for the same use, opened when they are first needed.
/// Who finds none free waits for its turn.
final class SessionPool {
  private final Dialect dialect;
  private final Dialect.Use use;
  private final StatementStats tally;
  private final ServerInstance run;
  private final int size;
  private final Duration patience;
  private final Semaphore places;
  private final ConcurrentLinkedDeque<PooledConnection> free = new ConcurrentLinkedDeque<>();

  /// Sessions of an older trust are not used again.
  private final AtomicLong trust = new AtomicLong();

  private volatile boolean closed;

  /// @param size how many sessions there are at most
  /// @param patience how long a caller waits for one
  SessionPool(
      Dialect dialect,
      Dialect.Use use,
      StatementStats tally,
      ServerInstance run,
      int size,
      Duration patience) {
    this.dialect = dialect;
    this.use = use;
    this.tally = tally;
    this.run = run;
    this.size = size;
    this.patience = patience;
    this.places = new Semaphore(size, true);
  }

  /// A session that [#giveBack] or [#giveUp] must follow.
  PooledConnection take() {
    return take(() -> true);
  }

  /// As [#take()].
  ///
  /// @param may whether the engine may still be asked when it is the caller's turn
  PooledConnection take(BooleanSupplier may) {
    await(1);
    try {
      if (!may.getAsBoolean()) {
        throw new StoreException("the store does not answer");
      }
      for (var session = free.pollFirst(); session != null; session = free.pollFirst()) {
        if (session.isOf(trust.get())) {
          if (session.isAlive()) {
            return session;
          }
          // What has ended one idle session has ended the others: each would be waited for.
          invalidate();
        }
        discard(session);
      }
      return open();
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private void await(int wanted) {
    try {
      if (!places.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException(
            "all " + size + " connections of the store to " + use + " are busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for a connection of the store", e);
    }
  }

  /// A dedicated session; its user closes it.
  PooledConnection open() {
    try {
      var of = trust.get();
      var connection = dialect.connect(use);
      try {
        run.saw(dialect.startedAt(connection));
      } catch (SQLException | StoreException e) {
        connection.close();
        throw e;
      }
      return new PooledConnection(connection, dialect, tally, of);
    } catch (SQLException e) {
      throw new StoreException("opening the store failed: " + e.getMessage(), e);
    }
  }

  void giveBack(PooledConnection session) {
    if (closed) {
      discard(session);
    } else {
      free.addFirst(session);
    }
    places.release();
  }

  /// Closes a session that may be broken, so that nothing half done survives in it.
  void giveUp(PooledConnection session) {
    discard(session);
    places.release();
  }

  /// From now on nothing is believed that a session opened before says: it may still talk to an
  /// engine that others have left.
  void invalidate() {
    trust.incrementAndGet();
  }

  private static void discard(PooledConnection session) {
    try {
      session.close();
    } catch (StoreException e) {
      // It is thrown away because it may be broken; that it can't even be closed changes nothing.
    }
  }

  /// Waits for those who still have a session, then closes all.
  void close() {
    closed = true;
    try {
      await(size);
      places.release(size);
    } finally {
      free.forEach(PooledConnection::close);
      free.clear();
    }
  }
}
