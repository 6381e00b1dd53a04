package plaza.server;

import java.util.ArrayList;
import java.util.List;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Pipeline;
import plaza.edge.operations.Health;

/// Tells a server that can't serve from one that lacks something. It can't without log or store,
/// nor while it shows less than what was told already. A partition that is stopped is stopped
/// everywhere: the others are served on.
record Readiness(
    Pipeline pipeline, Watch watch, List<Follower> followers, Sharing sharing, Advice advice)
    implements Health {
  /// What feeds the search index.
  private static final String INDEXER = "indexer";

  /// Engines without which nothing can be served.
  private static final List<String> NEEDED = List.of("log", "store");

  @Override
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    var states = pipeline.states();
    var allStopped = states.stream().allMatch(state -> state instanceof PartitionState.Stopped);
    for (var gauge : pipeline.gauges()) {
      var name = "partition " + gauge.partition();
      parts.add(
          switch (states.get(gauge.partition())) {
            case PartitionState.CatchingUp() ->
              new Part(name, catchingUp(gauge), true, "wait: it ends by itself");
            case PartitionState.Serving() -> new Part(name, gauge.trouble(), true, advice.log());
            case PartitionState.Stopped(var why) -> new Part(name, why, allStopped, advice.log());
          });
    }
    watch.engines().forEach(engine -> parts.add(part(engine)));
    followers.forEach(follower -> parts.add(part(follower)));
    parts.add(new Part("requests", pipeline.trouble(), false, Advice.FOLLOWS));
    if (sharing instanceof Sharing.Shared shared) {
      parts.add(new Part("sharing", shared.trouble(), false, advice.log()));
    }
    return parts;
  }

  private Part part(Watch.Engine engine) {
    var todo = switch (engine.name()) {
      case "log" -> advice.log();
      case "store" -> advice.store();
      case "replica" -> advice.replica();
      default -> advice.memory();
    };
    return new Part(engine.name(), engine.trouble(), NEEDED.contains(engine.name()), todo);
  }

  private Part part(Follower follower) {
    var todo = follower.name().equals(INDEXER) ? advice.search() : Advice.FOLLOWS;
    return new Part(follower.name(), follower.trouble(), false, todo);
  }

  private static String catchingUp(Pipeline.Gauge gauge) {
    return "catching up with the log" + (gauge.trouble().isEmpty() ? "" : "; " + gauge.trouble());
  }
}
