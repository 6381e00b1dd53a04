package plaza.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import plaza.core.pipeline.PartitionState;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Replica;
import plaza.simulation.world.Chance;
import plaza.simulation.world.Fault;
import plaza.simulation.world.Stuck;

/// One run from its plan to its end: clients use the cluster while faults occur; then the
/// faults end, and all guarantees must hold.
public final class Run {
  private static final int WATCHERS = 2;

  /// How long receivers may take to catch up once nothing goes wrong: each looks for what was not
  /// announced every few seconds.
  private static final Duration CATCH_UP = Duration.ofSeconds(15);

  private static final Duration LONG = Duration.ofHours(1);

  private final Plan plan;
  private final SimulatedCluster town;
  private final FaultSchedule fate;
  private final List<Client> clients;
  private final List<LinkUser> linkUsers;
  private final List<Moderator> moderators;
  private final List<Watcher> watchers = new ArrayList<>();

  private Run(Plan plan, NodeEngines.Lie lie, Consumer<String> trace) {
    var random = new SplittableRandom(~plan.seed());
    this.plan = plan;
    this.town = new SimulatedCluster(plan, lie, trace);
    this.fate = new FaultSchedule(town, random.split());
    var directory = new Directory(plan.size().applications(), plan.size().chats());
    this.clients = IntStream.range(0, plan.size().clients())
        .mapToObj(i -> new Client("client" + i, town, directory, random.split()))
        .toList();
    this.linkUsers = town.linked()
        ? IntStream.range(0, plan.size().clients())
            .mapToObj(i -> new LinkUser("linker" + i, town, directory, random.split()))
            .toList()
        : List.of();
    this.moderators = town.linked()
        ? List.of(new Moderator("moderator", town, directory, random.split()))
        : List.of();
    spawn("fate", fate::take);
    spawn("operator", new Operator(town, fate)::work);
    for (int i = 0; i < WATCHERS; i++) {
      var index = i;
      spawn("watcher " + i, () -> watch(directory, index));
    }
  }

  /// What a run came to.
  ///
  /// @param evidence empty when it did not come to an end
  /// @param stuck why it did not; empty when it did
  /// @param trace a digest of the order of all steps
  public record Result(
      Plan plan,
      Optional<Evidence> evidence,
      String stuck,
      List<Chance.Strike> strikes,
      Map<Fault, Integer> counts,
      long steps,
      long trace) {}

  public static Result of(Plan plan) {
    return of(plan, NodeEngines.Lie.NONE, _ -> {});
  }

  /// @param lie gives the nodes something else instead of the engines
  /// @param trace is told what happens, a line each
  public static Result of(Plan plan, NodeEngines.Lie lie, Consumer<String> trace) {
    var run = new Run(plan, lie, trace);
    try {
      run.take();
      return run.result(Optional.of(run.evidence()), "");
    } catch (Stuck e) {
      return run.result(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private Result result(Optional<Evidence> evidence, String stuck) {
    var chance = town.chance();
    return new Result(
        plan,
        evidence,
        stuck,
        chance.strikes(),
        chance.counts(),
        town.world().steps(),
        town.world().trace());
  }

  private void spawn(String name, Runnable body) {
    town.world().spawn(name, town.nature(), body);
  }

  private void watch(Directory directory, int index) {
    town.world().await(() -> directory.chats().size() > index, LONG);
    if (directory.chats().size() > index) {
      var watcher = new Watcher(town, List.copyOf(directory.chats()).get(index));
      watchers.add(watcher);
      watcher.watch();
    }
  }

  private void take() {
    town.keepAlive();
    if (plan.size().shared()) {
      town.keepShared();
    }
    var linking = linkUsers.stream()
        .map(user ->
            town.world().spawn("links", user.actor(), () -> user.use(plan.size().operations())))
        .toList();
    var moderating = moderators.stream()
        .map(one -> town.world()
            .spawn("moderates", one.actor(), () -> one.work(plan.size().operations())))
        .toList();
    let(clients, client -> client.use(plan.size().operations()));
    town.world()
        .run(() ->
            Stream.concat(linking.stream(), moderating.stream()).allMatch(task -> task.ended()));
    fate.end();
    town.chance().end();
    settle();
    let(clients, Client::settle);
    settle();
    var until = town.world().now() + CATCH_UP.toNanos() / 1_000;
    spawn("clock", () -> town.world().sleep(CATCH_UP));
    town.world().run(() -> town.world().now() >= until);
    var looking = moderators.stream()
        .map(one -> town.world().spawn("looks", one.actor(), one::settle))
        .toList();
    town.world().run(() -> looking.stream().allMatch(task -> task.ended()));
  }

  private interface Part {
    void play(Client client);
  }

  private void let(List<Client> clients, Part part) {
    var tasks = clients.stream()
        .map(client -> town.world().spawn("acts", client.actor(), () -> part.play(client)))
        .toList();
    town.world().run(() -> tasks.stream().allMatch(task -> task.ended()));
  }

  /// Until each node serves each partition as far as the log goes.
  private void settle() {
    BooleanSupplier settled = () -> town.nodes().stream().allMatch(this::isSettled);
    town.world().run(settled);
  }

  private boolean isSettled(Node node) {
    if (!node.up() || node.actor().frozen()) {
      return false;
    }
    var pipeline = node.product().pipeline();
    for (int p = 0; p < pipeline.partitions(); p++) {
      var gauge = pipeline.gauge(p);
      if (!(pipeline.states().get(p) instanceof PartitionState.Serving)
          || gauge.queued() > 0
          || gauge.applied() < town.log().behindLast(p)) {
        return false;
      }
    }
    return true;
  }

  private Evidence evidence() {
    var replicas = new ArrayList<Replica>();
    watchers.forEach(watcher -> replicas.add(watcher.replica()));
    replicas.add(new Replica("the search index", Optional.empty(), town.index().found()));
    var history = town.history();
    town.world().failures().forEach(history::complain);
    return new Evidence(
        List.copyOf(history.calls()),
        town.tenants().all(),
        town.chats().allChats(),
        town.chats().allApplicationTails(),
        town.chats().all(),
        replicas,
        history.forgiven(),
        LinkUser.evidence(town, linkUsers, moderators),
        history.complaints());
  }
}
