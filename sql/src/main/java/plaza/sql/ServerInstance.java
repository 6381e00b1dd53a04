package plaza.sql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import plaza.core.port.StoreException;

/// The server instance (run of the engine) behind a database's connections. Behind the address
/// there may be another one after a while: restarted, over an older state perhaps, or another
/// machine's. That is seen at the first connection to it, before anybody reads over that.
final class ServerInstance {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final AtomicLong startedAt = new AtomicLong(UNKNOWN);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void onRestart(Runnable listener) {
    listeners.add(listener);
  }

  /// To be called of each connection before it is used.
  ///
  /// @param seconds when its engine was started, as [plaza.sql.dialect.Dialect#startedAt] says.
  ///     No server starts twice in the same second.
  /// @throws StoreException the engine is another one than it was; anyone who asks again may go
  ///     on, once those who listen have heard of it
  void saw(long seconds) {
    var known = startedAt.get();
    if (seconds == known) {
      return;
    }
    if (known != UNKNOWN) {
      listeners.forEach(Runnable::run);
    }
    startedAt.set(seconds);
    if (known != UNKNOWN) {
      throw new StoreException("the store was restarted: try again");
    }
  }
}
