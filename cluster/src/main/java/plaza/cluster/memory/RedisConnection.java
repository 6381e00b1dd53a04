package plaza.cluster.memory;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.Worker;

/// A connection to a Redis that may be unavailable when a node starts: connecting is retried.
/// Afterwards it reconnects automatically.
public final class RedisConnection<C extends StatefulConnection<?, ?>> implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Supplier<C> connect;
  private final AtomicReference<@Nullable C> connection = new AtomicReference<>();
  private volatile boolean closed;
  private volatile @Nullable Worker worker;

  public RedisConnection(Supplier<C> connect) {
    this.connect = connect;
  }

  /// Begins to connect; `then` is told once it is done. What fails in it is tried again too.
  public void open(Consumer<C> then) {
    var begun = Worker.virtual(new Connecting(then));
    worker = begun;
    begun.start();
  }

  /// Tries until the connection is there. What else fails than Redis is for the worker to tell.
  private final class Connecting implements RepeatedTask {
    private final Consumer<C> then;
    private boolean connected;

    Connecting(Consumer<C> then) {
      this.then = then;
    }

    @Override
    public String name() {
      return "redis";
    }

    @Override
    public Duration take(Duration patience) {
      connected = tried(then);
      return connected ? Duration.ZERO : AGAIN;
    }

    @Override
    public boolean over() {
      return connected || closed;
    }
  }

  private boolean tried(Consumer<C> then) {
    try {
      var made = connect.get();
      connection.set(made);
      then.accept(made);
    } catch (RedisException e) {
      drop();
      return false;
    } catch (RuntimeException | Error e) {
      drop();
      throw e;
    }
    if (closed) {
      drop();
    }
    return true;
  }

  private void drop() {
    var made = connection.getAndSet(null);
    if (made != null) {
      made.close();
    }
  }

  /// @throws RedisException it is not there yet
  C get() {
    var made = connection.get();
    if (made == null) {
      throw new RedisConnectionException("Redis was not available yet");
    }
    return made;
  }

  @Override
  public void close() {
    closed = true;
    var begun = worker;
    if (begun != null) {
      begun.end();
    }
    drop();
  }
}
