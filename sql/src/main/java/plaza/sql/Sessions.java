package plaza.sql;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import plaza.core.port.CircuitBreaker;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// The sessions of one database: as many that write as the database takes at once, and a few that
/// read. After trouble with a writing one, or with the engine, all are reopened.
public final class Sessions implements AutoCloseable {
  /// Sessions that read at the same time.
  private static final int READERS = 8;

  /// How long a read waits for a session.
  private static final Duration READER_PATIENCE = Duration.ofSeconds(5);

  /// How long a transaction that writes waits for those before it.
  private static final Duration WRITER_PATIENCE = Duration.ofMinutes(1);

  /// While the store hangs one read in this time tries it; the others fail at once.
  private static final Duration TRY_EVERY = Duration.ofSeconds(1);

  private final CircuitBreaker breaker = new CircuitBreaker(TRY_EVERY, System::nanoTime);
  private final Dialect dialect;
  private final StatementStats tally = new StatementStats();
  private final ServerInstance run = new ServerInstance();
  private volatile BooleanSupplier current = () -> true;
  private final SessionPool writers;
  private final SessionPool readers;

  Sessions(Dialect dialect) {
    this(dialect, READER_PATIENCE);
  }

  /// @param readerPatience how long a read waits for a session
  Sessions(Dialect dialect, Duration readerPatience) {
    this.dialect = dialect;
    this.writers =
        new SessionPool(dialect, Dialect.Use.WRITE, tally, run, dialect.writers(), WRITER_PATIENCE);
    this.readers = new SessionPool(dialect, Dialect.Use.READ, tally, run, READERS, readerPatience);
    run.onRestart(this::invalidate);
  }

  Dialect dialect() {
    return dialect;
  }

  StatementStats tally() {
    return tally;
  }

  /// Reads in bounded time: it waits for a session, then for each answer as long as the dialect's
  /// reading sessions do, and not at all while the store is known to hang.
  ///
  /// @throws StoreException the store failed, did not answer in time, or was restarted and may
  ///     be older than what was read before
  public <T> T read(Function<PooledConnection, T> reading) {
    return read(current, reading);
  }

  /// As [#read], however old the store is: for what brings it up to date.
  <T> T readAlways(Function<PooledConnection, T> reading) {
    return read(() -> true, reading);
  }

  private <T> T read(BooleanSupplier may, Function<PooledConnection, T> reading) {
    var trial = breaker.isOpen();
    if (!breaker.admits()) {
      throw new StoreException("the store does not answer");
    }
    try {
      var session = readers.take(() -> trial || !breaker.isOpen());
      requireCurrent(session, may);
      var result = readWith(session, reading);
      breaker.answered();
      return result;
    } catch (StoreException e) {
      note(e);
      throw e;
    }
  }

  /// Asked once there is a session: of a new run of the engine there is none before everybody was
  /// told, so this is about the run that is read.
  private void requireCurrent(PooledConnection session, BooleanSupplier current) {
    if (!current.getAsBoolean()) {
      readers.giveBack(session);
      throw new StoreException("the store was restarted and is recovering: try again");
    }
  }

  private void note(StoreException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        breaker.timedOut();
      }
    }
  }

  private <T> T readWith(PooledConnection session, Function<PooledConnection, T> reading) {
    var healthy = false;
    try {
      var result = reading.apply(session);
      healthy = true;
      return result;
    } finally {
      if (healthy) {
        readers.giveBack(session);
      } else {
        giveUp(readers, session);
      }
    }
  }

  /// When one has lost its engine the others have too, or soon will.
  private void giveUp(SessionPool pool, PooledConnection session) {
    if (session.isLost()) {
      invalidate();
    }
    pool.giveUp(session);
  }

  /// Reads of several statements that see the same state.
  public <T> T snapshot(Function<PooledConnection, T> reading) {
    return read(session -> {
      // A session whose reading fails is replaced: its snapshot needs no end.
      session.run(dialect.beginReading());
      var result = reading.apply(session);
      session.run("COMMIT");
      return result;
    });
  }

  /// Takes a writing session and begins a transaction. [#endWriting] must follow.
  PooledConnection beginWriting() {
    var session = writers.take();
    try {
      var begin = dialect.beginWriting();
      if (!begin.isEmpty()) {
        session.run(begin);
      }
      return session;
    } catch (RuntimeException e) {
      endWriting(session, false);
      throw e;
    }
  }

  /// @param healthy whether the session's transaction was ended without trouble; if not, nobody
  ///     knows what became of it, and only a new session can say
  void endWriting(PooledConnection session, boolean healthy) {
    if (healthy) {
      writers.giveBack(session);
    } else {
      invalidate();
      writers.giveUp(session);
    }
  }

  void onRestart(Runnable listener) {
    run.onRestart(listener);
  }

  /// As [plaza.core.port.Store#readOnlyWhile].
  void readOnlyWhile(BooleanSupplier current) {
    this.current = current;
  }

  /// What is asked from now on is asked over new connections.
  void invalidate() {
    readers.invalidate();
    writers.invalidate();
  }

  /// A dedicated session for a checkpoint, which does not wait for others. The caller closes
  /// it.
  PooledConnection checkpointing() {
    return writers.open();
  }

  /// One short transaction that writes, outside of any batch's.
  public <T> T write(Function<PooledConnection, T> work) {
    var session = beginWriting();
    var healthy = false;
    try {
      var result = work.apply(session);
      session.commit();
      healthy = true;
      return result;
    } finally {
      endWriting(session, healthy);
    }
  }

  /// Reads what is written once for the database's life, and writes it when it is not there. Of
  /// nodes that start at the same time one writes it; the others fail, and find it.
  <T> T once(Function<PooledConnection, T> work) {
    try {
      return write(work);
    } catch (StoreException e) {
      return write(work);
    }
  }

  @Override
  public void close() {
    try {
      readers.close();
    } finally {
      writers.close();
    }
  }
}
