package plaza.core.visit;

import java.util.List;
import plaza.core.link.Codes;
import plaza.core.link.Link;
import plaza.core.module.FeatureContext;
import plaza.core.module.FeatureModule;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;

/// The services of visits: counting them, and reading what was counted.
public final class VisitModule implements FeatureModule {
  private final Codes codes;
  private final VisitCollector collector;
  private final Visits visits;

  public VisitModule(FeatureContext context, VisitStore store, Codes codes) {
    var environment = context.environment();
    this.codes = codes;
    this.collector = new VisitCollector(
        context.pipeline(),
        codes,
        environment.random().nextLong(),
        VisitCollector.bytesMax(environment.heapBytes()));
    this.visits = new Visits(store, context.pipeline(), codes);
  }

  public VisitCollector collector() {
    return collector;
  }

  public Visits visits() {
    return visits;
  }

  /// The change that deletes all visits of a link.
  public VisitChange cleared(Link link) {
    var target = new VisitTarget.OfLink(link.application(), link.code());
    return new VisitChange.VisitsCleared(target.stream(codes), target);
  }

  @Override
  public List<Receiver> caches() {
    return List.of();
  }

  @Override
  public List<Receiver> listeners() {
    return List.of();
  }

  @Override
  public List<Follower> followers() {
    return List.of(collector.follower());
  }
}
