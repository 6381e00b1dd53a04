package plaza.core.tenant;

import java.util.List;
import plaza.core.module.FeatureContext;
import plaza.core.module.FeatureModule;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;
import plaza.core.port.OneTimeValues;

/// The services of applications, their keys and tickets.
public final class TenantModule implements FeatureModule {
  private final ApplicationCache cache;
  private final Applications applications;
  private final Keys keys;
  private final Tickets tickets;

  /// @param oneTimeValues what tickets are kept in
  public TenantModule(FeatureContext context, TenantStore store, OneTimeValues oneTimeValues) {
    var random = context.environment().random();
    this.cache = new ApplicationCache(store, context.caches());
    this.applications = new Applications(
        context.pipeline(), context.creates(), context.updates(), store, cache, random);
    this.keys = new Keys(applications, context.creates(), context.updates(), store, random);
    this.tickets = new Tickets(oneTimeValues, random);
  }

  public ApplicationCache cache() {
    return cache;
  }

  public Applications applications() {
    return applications;
  }

  public Keys keys() {
    return keys;
  }

  public Tickets tickets() {
    return tickets;
  }

  @Override
  public List<Receiver> caches() {
    return List.of(cache);
  }

  @Override
  public List<Receiver> listeners() {
    return List.of();
  }

  @Override
  public List<Follower> followers() {
    return List.of();
  }
}
