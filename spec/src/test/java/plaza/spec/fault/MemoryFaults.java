package plaza.spec.fault;

import java.time.Duration;

/// Faults of Redis.
final class MemoryFaults {
  /// Between two losses of all that is in it.
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  static final Fault FLUSHED =
      new Fault("redis-flushed", "Redis loses all that is in it, every 2 s", MemoryFaults::flush);

  static final Fault REPLACED = new Fault(
      "redis-replaced",
      "Redis is stopped, and comes back with another's old snapshot",
      MemoryFaults::replace);

  private MemoryFaults() {}

  private static void flush(Site site, Load load, Tempo tempo) throws InterruptedException {
    for (var left = tempo.away(); !left.isNegative(); left = left.minus(BETWEEN)) {
      require("+OK", site.redis().tell("FLUSHALL"));
      load.goOn(BETWEEN);
    }
  }

  /// The snapshot has what is in it now, buckets that are far from full, and keys of somebody else.
  private static void replace(Site site, Load load, Tempo tempo) throws InterruptedException {
    require("+OK", site.redis().tell("SET " + Site.NAME + " stale"));
    require("+OK", site.redis().tell("SET " + Site.NAME + ":pace:other 99999999999999999"));
    var snapshot = site.redis().snapshot();
    load.goOn(tempo.calm());
    site.redis().kill();
    load.goOn(tempo.away());
    site.redis().startWith(snapshot);
  }

  private static void require(String wanted, String answer) {
    if (!answer.equals(wanted)) {
      throw new IllegalStateException("Redis answered " + answer);
    }
  }
}
