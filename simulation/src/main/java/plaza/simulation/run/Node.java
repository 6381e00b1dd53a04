package plaza.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import plaza.core.link.Codes;
import plaza.core.module.Environment;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.port.Cache;
import plaza.core.port.OneTimeValues;
import plaza.core.product.Features;
import plaza.core.product.Ports;
import plaza.core.product.Product;
import plaza.core.work.Compute;
import plaza.simulation.engine.SimulatedCache;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// A node of the server: the product, as a server has it, over the simulated engines.
final class Node {
  /// Applied events that stay in the log.
  private static final long EVENTS_KEPT = 3;

  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final int PAUSE_MILLIS_MAX = 2_000;
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration JUMP = Duration.ofHours(1);

  private final String name;
  private final SimulatedCluster town;
  private final SplittableRandom random;
  private final boolean feeds;
  private Duration clockOff = Duration.ZERO;
  private int boots;
  private Actor actor = new Actor("nobody");
  private @Nullable Product product;

  /// @param feeds whether it feeds the search index, which one node does when all apply all
  Node(String name, boolean feeds, SimulatedCluster town, SplittableRandom random) {
    this.name = name;
    this.town = town;
    this.random = random;
    this.feeds = feeds;
    actor.kill();
  }

  String name() {
    return name;
  }

  /// The process that it is just now.
  Actor actor() {
    return actor;
  }

  boolean dead() {
    return actor.dead();
  }

  /// Whether it takes calls.
  boolean up() {
    return !dead() && product != null;
  }

  /// What it serves while it is up.
  Product product() {
    return Objects.requireNonNull(product);
  }

  void kill() {
    actor.kill();
  }

  /// Starts a process; the one before is gone.
  void boot() {
    if (town.shared()) {
      town.index().feederCrashed();
    } else if (feeds) {
      town.index().crash();
    }
    product = null;
    var its = new Actor(name + "." + ++boots);
    actor = its;
    town.tell(its + " starts");
    town.world().spawn("start", its, () -> start(its));
  }

  private void start(Actor its) {
    try {
      product = compose(its);
      town.tell(its + " is up");
    } catch (RuntimeException e) {
      // An engine is away: the process ends, and is started again.
      town.world().die();
    }
  }

  private Instant now() {
    if (town.hazards().strikes(Fault.CLOCK_JUMPS)) {
      clockOff = JUMP.multipliedBy(town.hazards().below(5) - 2);
    }
    return NOON.plusMillis(town.world().now() / 1_000).plus(clockOff);
  }

  private Product compose(Actor its) {
    var world = town.world();
    var environment = new Environment(
        this::now, () -> world.now() * 1_000, random, Compute.DIRECT, Long.MAX_VALUE);
    var composed = Product.of(ports(), environment, PipelineObserver.NONE);
    composed.listen(receiver -> new Unreliable(receiver, town.hazards()));
    var pipeline = composed.pipeline();
    var indexer = composed.chats().indexer();
    if (town.shared()) {
      drive(its, pipeline.shareWith(town.words().of(its)), () -> false);
      town.group().of(its).begin(pipeline::own);
    }
    for (var turns : pipeline.turns()) {
      drive(its, turns, work(pipeline, turns.name()));
    }
    world.await(() -> isCaughtUp(pipeline), START_MAX);
    if (feeds && indexer.aheadOfStore()) {
      composed.beginEpoch();
    }
    for (var follower : composed.followers()) {
      if (follower != indexer.follower() || feeds || town.shared()) {
        drive(its, follower, () -> false);
      }
    }
    var janitor = new Janitor(town.ports().log(), town.ports().store(), this::now, EVENTS_KEPT);
    drive(its, janitor.follower(), () -> false);
    return composed;
  }

  private Ports ports() {
    var ports = town.ports();
    var codes = new Codes(new byte[Codes.KEY_BYTES]);
    return new Ports(
        ports.log(),
        ports.store(),
        new Features.Stores(ports.tenants(), ports.chats(), town.links(), codes, town.visits()),
        ports.index(),
        new NoTickets(),
        caches());
  }

  /// Memory of one-time values that loses each at once, as it may: nobody here uses tickets.
  private record NoTickets() implements OneTimeValues {
    @Override
    public void put(String owner, String name, String value, Duration life) {
      // Lost.
    }

    @Override
    public Optional<String> take(String name) {
      return Optional.empty();
    }
  }

  private Cache.Maker caches() {
    return new Cache.Maker() {
      @Override
      public <K, V> Cache<K, V> make(long weightMax, Cache.Weight<K, V> weight) {
        return new SimulatedCache<>(weightMax, weight, town.hazards());
      }
    };
  }

  private static boolean isCaughtUp(Pipeline pipeline) {
    return pipeline.states().stream()
        .noneMatch(state -> state instanceof PartitionState.CatchingUp);
  }

  /// Whether there is something to do for one of the pipeline's threads: asked instead of waiting
  /// in it.
  private BooleanSupplier work(Pipeline pipeline, String thread) {
    if (!thread.contains("-")) {
      return () -> false;
    }
    var partition = Integer.parseInt(thread.substring(thread.indexOf('-') + 1));
    return thread.startsWith("append")
        ? () -> pipeline.gauge(partition).queued() > 0
        : () -> pipeline.gauge(partition).applied() < town.log().behindLast(partition);
  }

  private void drive(Actor its, RepeatedTask turns, BooleanSupplier hasWork) {
    town.world().spawn(turns.name(), its, () -> {
      while (!turns.over()) {
        var pause = turns.take(Duration.ZERO);
        if (pause.isZero()) {
          town.world().pause();
          town.world().await(hasWork, IDLE);
        } else {
          town.world().sleep(shorter(pause));
        }
      }
    });
  }

  /// What is announced may come at any time in a pause, so it may end at any time.
  private Duration shorter(Duration pause) {
    var most = (int) Math.min(PAUSE_MILLIS_MAX, Math.max(1, pause.toMillis()));
    return Duration.ofMillis(1 + town.hazards().below(most));
  }
}
