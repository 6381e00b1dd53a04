package plaza.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.Trouble;
import plaza.edge.operations.Health;

/// Decides readiness: whether another node would do better than this one. A node that is behind
/// is not to be asked; an engine that all nodes share is away for all of them, and what goes on
/// without it is served on. A server without others can't do without log or store.
///
/// @param node what the server is called
/// @param supervised what goes on as long as the server, beside the pipeline; may grow
/// @param others who have the same engines
record Readiness(
    String node,
    Pipeline pipeline,
    Watch watch,
    List<Supervised> supervised,
    Sharing sharing,
    Remedies advice,
    Others others)
    implements Health {
  /// What feeds the search index.
  private static final String INDEXER = "indexer";

  private static final String LOG = "log";
  private static final String STORE = "store";

  /// Asked beside [#STORE] where that is about writing.
  static final String STORE_READS = "store-reads";

  static final String SEARCH = "search";

  /// Without these a server can't do.
  private static final Set<String> NEEDED = Set.of(LOG, STORE, STORE_READS);

  @Override
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    var states = pipeline.states();
    var allStopped = states.stream().allMatch(state -> state instanceof PartitionState.Stopped);
    for (var gauge : pipeline.gauges()) {
      var name = "partition " + gauge.partition();
      var trouble = gauge.trouble();
      parts.add(
          switch (states.get(gauge.partition())) {
            case PartitionState.CatchingUp() ->
              new Part(name, catchingUp(trouble), isBehindAlone(trouble), advice(trouble));
            case PartitionState.Serving() ->
              new Part(name, trouble.words(), !others.exist(), advice(trouble));
            case PartitionState.Stopped(var why) -> new Part(name, why, allStopped, advice.log());
          });
    }
    watch.engines().forEach(engine -> parts.add(part(engine)));
    supervised.forEach(task -> parts.add(part(task)));
    parts.add(new Part("requests", pipeline.trouble(), false, Remedies.FOLLOWS));
    if (sharing instanceof Sharing.Shared shared) {
      parts.add(new Part("sharing", shared.trouble(), false, advice.log()));
    }
    return parts;
  }

  private static String catchingUp(Trouble trouble) {
    return "catching up with the log" + (trouble.isNone() ? "" : "; " + trouble.words());
  }

  /// Whether a node that catches up does so while others may not: no engine holds them up too.
  private boolean isBehindAlone(Trouble trouble) {
    return !others.exist()
        || (trouble.isNone() && isWell(LOG) && isWell(STORE) && isWell(STORE_READS));
  }

  private String advice(Trouble trouble) {
    if (trouble.isNone()) {
      return "wait: it ends without intervention";
    }
    return switch (trouble.source()) {
      case LOG -> advice.log();
      case STORE -> advice.store();
    };
  }

  private Part part(Watch.Engine engine) {
    var name = engine.name();
    var needed = NEEDED.contains(name) && (!others.exist() || others.fareBetter(name));
    return new Part(name, engine.trouble(), needed, advice.of(name));
  }

  private Part part(Supervised task) {
    var todo = task.name().equals(INDEXER) ? advice.search() : Remedies.FOLLOWS;
    return new Part(task.name(), task.trouble(), false, todo);
  }

  @Override
  public Set<Service> serves() {
    var serves = EnumSet.noneOf(Service.class);
    var shown = pipeline.states().stream().anyMatch(PartitionState.Serving.class::isInstance);
    var readable = isWell(STORE_READS) && (others.exist() || isWell(STORE));
    if (shown && readable) {
      serves.add(Service.READS);
    }
    if (shown && isWell(LOG) && isWell(STORE) && allGoOn()) {
      serves.add(Service.WRITES);
    }
    if (shown || !readable) {
      // Without the store those in memory lead on.
      serves.add(Service.LINKS);
    }
    if (shown && readable && isWell(SEARCH)) {
      serves.add(Service.SEARCH);
    }
    return serves;
  }

  private boolean allGoOn() {
    return pipeline.gauges().stream().allMatch(gauge -> gauge.trouble().isNone());
  }

  private boolean isWell(String engine) {
    return watch.isWell(engine);
  }
}
