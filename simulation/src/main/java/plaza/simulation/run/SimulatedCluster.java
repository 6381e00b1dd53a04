package plaza.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import plaza.core.pipeline.PartitionState;
import plaza.simulation.engine.Hazards;
import plaza.simulation.engine.SimulatedChats;
import plaza.simulation.engine.SimulatedGroup;
import plaza.simulation.engine.SimulatedIndex;
import plaza.simulation.engine.SimulatedLinks;
import plaza.simulation.engine.SimulatedLog;
import plaza.simulation.engine.SimulatedStore;
import plaza.simulation.engine.SimulatedTenants;
import plaza.simulation.engine.SimulatedVisits;
import plaza.simulation.engine.SimulatedWords;
import plaza.simulation.engine.WorldHazards;
import plaza.simulation.history.History;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Chance;
import plaza.simulation.world.World;

/// Everything that is there in a run: the world, the engines and the nodes.
final class SimulatedCluster {
  /// Few events a read, so that batches end anywhere.
  private static final int READ_MAX = 12;

  private static final long STEPS_MAX = 400_000;
  private static final int RESTART_MILLIS_MAX = 2_000;
  private static final Duration UP_MAX = Duration.ofMinutes(5);
  private static final int SHARE_MILLIS_MAX = 1_000;

  private final World world;
  private final Consumer<String> trace;
  private final Chance chance;
  private final Actor nature = new Actor("nature");
  private final Hazards hazards;
  private final SimulatedLog log;
  private final SimulatedStore store;
  private final SimulatedChats chats;
  private final SimulatedTenants tenants;
  private final SimulatedLinks links;
  private final SimulatedVisits visits;
  private final boolean linked;
  private final SimulatedIndex index;
  private final SimulatedWords words;
  private final SimulatedGroup group;
  private final boolean shared;
  private final NodeEngines ports;
  private final List<Node> nodes;
  private final History history = new History();

  /// Whether somebody keeps all nodes down.
  private boolean closed;

  /// @param lie gives the nodes something else instead of the engines
  /// @param trace is told what happens
  SimulatedCluster(Plan plan, NodeEngines.Lie lie, Consumer<String> trace) {
    var random = new SplittableRandom(plan.seed() ^ 0x5DEECE66DL);
    this.world = new World(random.nextLong(), STEPS_MAX);
    this.chance = new Chance(random.nextLong(), plan.omitted());
    this.trace = trace;
    chance.listen(fault -> tell("! " + fault + ", " + world.who()));
    this.hazards = new WorldHazards(world, chance, nature);
    this.log = new SimulatedLog(plan.size().partitions(), "log", READ_MAX, hazards);
    this.store = new SimulatedStore(hazards);
    this.chats = new SimulatedChats(store);
    this.tenants = new SimulatedTenants(store);
    this.links = new SimulatedLinks(store);
    this.visits = new SimulatedVisits(store);
    this.linked = lie == NodeEngines.Lie.NONE && plan.linked();
    this.index = new SimulatedIndex(hazards);
    this.words = new SimulatedWords(hazards);
    this.group = new SimulatedGroup(plan.size().partitions(), hazards);
    this.shared = plan.size().shared();
    this.ports = lie.about(new NodeEngines(log, store, chats, tenants, index), hazards);
    this.nodes = IntStream.range(0, plan.size().nodes())
        .mapToObj(i -> new Node("node" + i, i == 0, this, random.split()))
        .toList();
  }

  /// Tells anyone who follows what happens.
  void tell(String what) {
    trace.accept(String.format("%9.4f  %s", world.now() / 1e6, what));
  }

  World world() {
    return world;
  }

  Chance chance() {
    return chance;
  }

  Hazards hazards() {
    return hazards;
  }

  Actor nature() {
    return nature;
  }

  SimulatedLog log() {
    return log;
  }

  SimulatedStore store() {
    return store;
  }

  SimulatedChats chats() {
    return chats;
  }

  SimulatedTenants tenants() {
    return tenants;
  }

  SimulatedLinks links() {
    return links;
  }

  SimulatedVisits visits() {
    return visits;
  }

  /// Whether short links are used too. Where nodes are lied to they are not: the lies are about
  /// chats.
  boolean linked() {
    return linked;
  }

  SimulatedWords words() {
    return words;
  }

  SimulatedGroup group() {
    return group;
  }

  /// Whether the nodes share the partitions.
  boolean shared() {
    return shared;
  }

  SimulatedIndex index() {
    return index;
  }

  NodeEngines ports() {
    return ports;
  }

  List<Node> nodes() {
    return nodes;
  }

  History history() {
    return history;
  }

  /// Nodes that take calls.
  List<Node> up() {
    return nodes.stream().filter(Node::up).toList();
  }

  /// One of the nodes that take calls, once there are any; empty when none comes.
  Optional<Node> awaitUp(SplittableRandom random) {
    world.await(() -> !up().isEmpty(), UP_MAX);
    var up = up();
    return up.isEmpty() ? Optional.empty() : Optional.of(up.get(random.nextInt(up.size())));
  }

  /// Sees to it that each node is started, and started again when it is gone.
  void keepAlive() {
    for (var node : nodes) {
      world.spawn("keep alive " + node.name(), nature, () -> {
        while (true) {
          world.await(() -> node.dead() && !closed, Duration.ofHours(1));
          world.sleep(Duration.ofMillis(chance.below(RESTART_MILLIS_MAX)));
          if (node.dead() && !closed) {
            node.boot();
          }
        }
      });
    }
  }

  /// Sees to it that partitions have owners.
  void keepShared() {
    world.spawn("group", nature, () -> {
      while (true) {
        group.share();
        world.sleep(Duration.ofMillis(1 + chance.below(SHARE_MILLIS_MAX)));
      }
    });
  }

  /// Kills all nodes and keeps them down.
  void close() {
    closed = true;
    nodes.forEach(Node::kill);
  }

  /// Lets them start again.
  void open() {
    closed = false;
  }

  /// Does something to what the nodes leave.
  void whileAllIsDown(Runnable action) {
    close();
    action.run();
    open();
  }

  /// Why partitions of nodes that are up have stopped.
  List<String> stops() {
    var stops = new ArrayList<String>();
    for (var node : up()) {
      for (var state : node.product().pipeline().states()) {
        if (state instanceof PartitionState.Stopped(var why)) {
          stops.add(node.name() + ": " + why);
        }
      }
    }
    return stops;
  }
}
