package plaza.embedded.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import plaza.core.port.OneTimeValues;

/// Short-lived values on the heap, for one node.
public final class HeapOneTimeValues implements OneTimeValues {
  /// Values that may wait to be taken, of all owners.
  static final int WAITING_MAX = 100_000;

  private final LongSupplier nanoTime;

  /// In the order in which they were put, so that those whose life is over are mostly in front.
  private final LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();

  private final Map<String, LinkedHashSet<String>> ofOwner = new HashMap<>();

  /// @param nanoTime goes on evenly, whatever becomes of the clock: one that is set back must not
  ///     lengthen the life of a value
  public HeapOneTimeValues(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Waiting(String owner, String value, long since, Duration life) {}

  @Override
  public synchronized void put(String owner, String name, String value, Duration life) {
    remove(name);
    while (!waiting.isEmpty() && isOver(waiting.firstEntry().getValue())) {
      remove(waiting.firstEntry().getKey());
    }
    if (waiting.size() >= WAITING_MAX) {
      var own = ofOwner.get(owner);
      remove(own == null ? waiting.firstEntry().getKey() : own.getFirst());
    }
    waiting.put(name, new Waiting(owner, value, nanoTime.getAsLong(), life));
    ofOwner.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(name);
  }

  private boolean isOver(Waiting value) {
    return nanoTime.getAsLong() - value.since() >= value.life().toNanos();
  }

  private Optional<Waiting> remove(String name) {
    var removed = Optional.ofNullable(waiting.remove(name));
    removed.ifPresent(value -> ofOwner.computeIfPresent(value.owner(), (_, names) -> {
      names.remove(name);
      return names.isEmpty() ? null : names;
    }));
    return removed;
  }

  @Override
  public synchronized Optional<String> take(String name) {
    return remove(name).filter(value -> !isOver(value)).map(Waiting::value);
  }
}
