package plaza.sql;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// The sessions of one database: one that writes, behind a fair lock, and a few that read.
public final class Sessions implements AutoCloseable {
  /// Sessions that read at the same time; who comes later waits.
  private static final int READERS = 8;

  /// How long a read waits for a session.
  private static final int READER_WAIT_SECONDS = 5;

  private final Dialect dialect;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
  private final Set<String> prepared = ConcurrentHashMap.newKeySet();
  private final LongAdder executed = new LongAdder();
  private Session writer;

  Sessions(Dialect dialect) {
    this.dialect = dialect;
    this.writer = open(Dialect.Use.WRITE);
    for (int i = 0; i < READERS; i++) {
      readers.add(open(Dialect.Use.READ));
    }
  }

  private Session open(Dialect.Use use) {
    try {
      return new Session(dialect, dialect.connect(use), prepared::add, executed);
    } catch (SQLException e) {
      throw new StoreException("opening the store failed: " + e.getMessage(), e);
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /// How many statements the sessions have run.
  long executed() {
    return executed.sum();
  }

  /// Every statement that any session has prepared.
  Set<String> prepared() {
    return prepared;
  }

  public <T> T read(Function<Session, T> reading) {
    var session = take();
    var healthy = false;
    try {
      var result = reading.apply(session);
      healthy = true;
      return result;
    } finally {
      readers.add(healthy ? session : replaced(session));
    }
  }

  /// Reads of several statements that see the same state.
  public <T> T snapshot(Function<Session, T> reading) {
    return read(session -> {
      // A session whose reading fails is replaced: its snapshot needs no end.
      session.run("BEGIN");
      var result = reading.apply(session);
      session.run("COMMIT");
      return result;
    });
  }

  /// A new session for one that failed; the old one when the engine does not even open.
  private Session replaced(Session broken) {
    try {
      var fresh = open(Dialect.Use.READ);
      discard(broken);
      return fresh;
    } catch (StoreException e) {
      return broken;
    }
  }

  private static void discard(Session broken) {
    try {
      broken.close();
    } catch (StoreException e) {
      // It is thrown away because it is broken; that it can't even be closed changes nothing.
    }
  }

  private Session take() {
    try {
      var session = readers.poll(READER_WAIT_SECONDS, TimeUnit.SECONDS);
      if (session == null) {
        throw new StoreException(
            "all " + READERS + " reading sessions of the store are busy",
            new IllegalStateException());
      }
      return session;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for a reading session", e);
    }
  }

  /// Takes the writing session and begins a transaction. [#endWriting] must follow, on the same
  /// thread.
  Session beginWriting() {
    writing.lock();
    try {
      writer.run(dialect.beginWriting());
      return writer;
    } catch (RuntimeException e) {
      endWriting(false);
      throw e;
    }
  }

  /// @param healthy whether the session's transaction was ended without trouble; if not, it is
  ///     closed and a new one opened, so that nothing half done survives
  void endWriting(boolean healthy) {
    try {
      if (!healthy) {
        reopenWriter();
      }
    } finally {
      writing.unlock();
    }
  }

  private void reopenWriter() {
    discard(writer);
    writer = open(Dialect.Use.WRITE);
  }

  /// A session of its own for a checkpoint, which waits for nobody. The caller closes it.
  Session checkpointing() {
    return open(Dialect.Use.WRITE);
  }

  /// One short transaction that writes.
  <T> T write(Function<Session, T> work) {
    var session = beginWriting();
    var healthy = false;
    try {
      var result = work.apply(session);
      session.commit();
      healthy = true;
      return result;
    } finally {
      endWriting(healthy);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      readers.forEach(Session::close);
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
