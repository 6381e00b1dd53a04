package plaza.cluster.memory;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection to a Redis that may be away when a node starts: it is tried until it is there.
/// Afterwards it connects again by itself.
public final class RedisConnection<C extends StatefulConnection<?, ?>> implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Supplier<C> connect;
  private final AtomicReference<@Nullable C> connection = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public RedisConnection(Supplier<C> connect) {
    this.connect = connect;
  }

  /// Begins to connect; `then` is told once it is done. What fails in it is tried again too.
  public void open(Consumer<C> then) {
    Thread.ofVirtual().name("redis").start(() -> {
      while (!tried(then) && !pause()) {
        // Redis is away.
      }
    });
  }

  private boolean tried(Consumer<C> then) {
    try {
      var made = connect.get();
      connection.set(made);
      then.accept(made);
    } catch (RedisException e) {
      drop();
      return false;
    }
    if (closed.getCount() == 0) {
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

  /// Whether it was closed meanwhile.
  private boolean pause() {
    try {
      return closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// @throws RedisException it is not there yet
  C get() {
    var made = connection.get();
    if (made == null) {
      throw new RedisConnectionException("Redis was not there yet");
    }
    return made;
  }

  @Override
  public void close() {
    closed.countDown();
    drop();
  }
}
