package plaza.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import plaza.core.chat.Message;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.product.Features;
import plaza.simulation.engine.SimulatedStore;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;
import plaza.simulation.world.Fault;

/// The faults of a whole cluster: all processes go down at once, and their data is damaged.
final class FaultSchedule {
  static final EventCodec CODEC = Features.codec();

  private static final List<Fault> KINDS = List.of(
      Fault.POWER_CUT,
      Fault.STORE_RESTORED,
      Fault.LOG_TAIL_LOST,
      Fault.LOG_REPLACED,
      Fault.STORE_AND_LOG_LOST,
      Fault.EVENT_ROTS,
      Fault.INDEX_LOST);

  private static final int BLOWS_MAX = 3;
  private static final int PAUSE_MILLIS_MAX = 4_000;
  private static final int LOST_MAX = 4;

  private final SimulatedCluster town;
  private final SplittableRandom random;
  private final List<SimulatedStore.Copy> copies = new ArrayList<>();
  private final List<Rotten> rotten = new ArrayList<>();
  private final Map<Integer, Long> highest = new HashMap<>();
  private boolean damaged;

  /// Whether nobody has seen to the damage yet.
  private boolean pending;

  private boolean over;
  private int logs = 1;

  /// An event whose bytes are not what they were.
  private record Rotten(int partition, long offset) {}

  FaultSchedule(SimulatedCluster town, SplittableRandom random) {
    this.town = town;
    this.random = random;
  }

  /// Whether a part of the log is gone for ever.
  boolean damaged() {
    return damaged;
  }

  void end() {
    over = true;
  }

  /// The operator has given up what was lost: what the store is now, it stays.
  void lossIsAccepted() {
    pending = false;
    copies.clear();
    highest.clear();
  }

  /// Puts the bytes back that had rotted; says whether there were any.
  boolean repair() {
    var any = !rotten.isEmpty();
    rotten.forEach(event -> town.log().rot(event.partition(), event.offset()));
    rotten.clear();
    return any;
  }

  void take() {
    for (int blows = random.nextInt(BLOWS_MAX + 1); blows > 0; blows--) {
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
      copies.add(town.store().copy());
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
      var kind = KINDS.get(random.nextInt(KINDS.size()));
      if (!over && !pending && town.chance().planned(kind)) {
        town.whileAllIsDown(() -> strike(kind));
      }
    }
  }

  private void strike(Fault kind) {
    switch (kind) {
      case POWER_CUT -> {
        remember();
        town.store().cutPower(random.nextBoolean());
      }
      case STORE_RESTORED -> {
        remember();
        older().ifPresent(town.store()::restore);
      }
      case LOG_TAIL_LOST -> {
        if (isWhole()) {
          loseTail(random.nextInt(town.log().partitions()));
        }
      }
      case LOG_REPLACED -> {
        if (isWhole()) {
          replaceLog();
        }
      }
      case STORE_AND_LOG_LOST ->
        older().filter(copy -> partitions().allMatch(copy::adopted)).ifPresent(this::loseAll);
      case EVENT_ROTS -> {
        remember();
        older().ifPresent(this::rot);
      }
      case INDEX_LOST -> town.index().lose();
      default -> throw new IllegalStateException("not planned: " + kind);
    }
  }

  /// How far the store was, before it went back.
  private void remember() {
    partitions()
        .forEach(
            p -> highest.merge(p, town.store().applied(p), (before, now) -> Math.max(before, now)));
  }

  /// Whether the store has everything that it ever had: only then may the log lose something
  /// without a loss that nobody could make good.
  private boolean isWhole() {
    return partitions().allMatch(p -> town.store().applied(p) >= highest.getOrDefault(p, 0L));
  }

  /// A copy from which the log can go on.
  private java.util.Optional<SimulatedStore.Copy> older() {
    return copies.stream()
        .filter(copy -> partitions().allMatch(p -> copy.applied(p) >= town.log().first(p)))
        .findFirst();
  }

  private IntStream partitions() {
    return IntStream.range(0, town.log().partitions());
  }

  private void loseTail(int partition) {
    var applied = town.store().applied(partition);
    var first = town.log().first(partition);
    if (applied > first) {
      giveUpWhatIsNotApplied();
      var lost = 1 + random.nextInt(LOST_MAX);
      town.log().loseTail(partition, Math.max(first, applied - lost));
    }
  }

  private void replaceLog() {
    giveUpWhatIsNotApplied();
    town.log().replace("log " + ++logs, event -> {
      if (CODEC.decode(event) instanceof EventCodec.Decoded.Whole(var e)) {
        return CODEC.encode(new Event(e.boot() + 1, e.sequence(), e.at(), e.request(), e.change()));
      }
      return event;
    });
  }

  private void loseAll(SimulatedStore.Copy older) {
    town.history().voidAll();
    town.log().lose("log " + ++logs);
    town.store().restore(older);
    damaged = true;
    pending = true;
    rotten.clear();
  }

  /// What the log had promised and is not in the store is lost with the log's part. The store is
  /// whole, on its disk, and no older copy will do any more.
  private void giveUpWhatIsNotApplied() {
    damaged = true;
    pending = true;
    copies.clear();
    town.store().restore(town.store().copy());
    town.history().beginEra();
    var senders = town.chats().all().stream()
        .map(Message::sender)
        .map(Invocation.Send::orderOf)
        .collect(Collectors.toSet());
    for (var call : town.history().calls()) {
      if (call.told() instanceof Response.Queued
          && call.asked() instanceof Invocation.Send send
          && !senders.contains(String.valueOf(send.id()))) {
        town.history().forgive(send.id());
      }
    }
  }

  /// An applied event rots, and the store is older than it: replaying meets it.
  private void rot(SimulatedStore.Copy older) {
    for (int partition = 0; partition < town.log().partitions(); partition++) {
      var from = older.applied(partition);
      if (from < town.store().applied(partition)) {
        var at = town.log().rot(partition, from);
        if (at >= 0 && at < town.store().applied(partition)) {
          rotten.add(new Rotten(partition, at));
        } else if (at >= 0) {
          town.log().rot(partition, at);
        }
      }
    }
    town.store().restore(older);
  }
}
