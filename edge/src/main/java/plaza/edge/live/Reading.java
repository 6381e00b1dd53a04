package plaza.edge.live;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.UnavailableException;
import plaza.core.pipeline.Worker;
import plaza.core.port.StoreException;
import plaza.edge.http.Loop;

/// Reads for subscribers, off their event loops: a few at a time, so that a thousand
/// reconnecting clients do not block the store for others.
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
  private static final int AT_ONCE_MAX = 4;

  private final LongAdder fromMemory = new LongAdder();
  private final LongAdder fromStore = new LongAdder();
  private final Semaphore free = new Semaphore(AT_ONCE_MAX, true);

  /// Counts what was found in memory, and had not to be read.
  void found() {
    fromMemory.increment();
  }

  long fromMemory() {
    return fromMemory.sum();
  }

  long fromStore() {
    return fromStore.sum();
  }

  /// Has `read` run, and gives what it found to `then` on the loop; nothing when the store failed.
  <T> void read(Supplier<T> read, Loop loop, Consumer<Optional<T>> then) {
    Thread.startVirtualThread(() -> {
      var found = found(read);
      loop.run(() -> then.accept(found));
    });
  }

  private <T> Optional<T> found(Supplier<T> read) {
    fromStore.increment();
    free.acquireUninterruptibly();
    try {
      return Optional.of(read.get());
    } catch (StoreException | UnavailableException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("reading for a live connection failed");
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // The client comes back from its cursor, as when the store is away.
      Worker.report(e);
      return Optional.empty();
    } finally {
      free.release();
    }
  }
}
