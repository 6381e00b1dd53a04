package plaza.core.link;

import java.util.List;
import plaza.core.module.FeatureContext;
import plaza.core.module.FeatureModule;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.TenantStore;

/// The services of short links: commands and reads, the cache that redirects ask, moderation.
public final class LinkModule implements FeatureModule {
  private final Codes codes;
  private final Links links;
  private final LinkCache cache;
  private final LinkModeration moderation;
  private final LinkBlockCache blocks;
  private final Follower closer;

  /// @param tenants the applications whose links end with them
  /// @param applications their settings say where links may lead
  /// @param belongings what ends with a link
  public LinkModule(
      FeatureContext context,
      LinkStore store,
      Codes codes,
      TenantStore tenants,
      ApplicationCache applications,
      LinkCloser.Belongings belongings) {
    var pipeline = context.pipeline();
    var environment = context.environment();
    this.codes = codes;
    this.blocks = new LinkBlockCache(tenants);
    var policies = new TargetPolicies(applications, blocks);
    this.links = new Links(
        pipeline,
        context.creates(),
        context.updates(),
        store,
        codes,
        policies,
        environment.random());
    this.cache = new LinkCache(
        store,
        context.store(),
        pipeline,
        codes,
        policies,
        context.caches(),
        LinkCache.bytesMax(environment.heapBytes()));
    this.moderation = new LinkModeration(pipeline, store, tenants, codes);
    this.closer =
        new LinkCloser(pipeline, context.store(), store, tenants, codes, belongings).follower();
  }

  public Codes codes() {
    return codes;
  }

  public Links links() {
    return links;
  }

  public LinkCache cache() {
    return cache;
  }

  public LinkModeration moderation() {
    return moderation;
  }

  @Override
  public List<Receiver> caches() {
    return List.of();
  }

  @Override
  public List<Receiver> listeners() {
    return List.of(cache, blocks.follower(), closer);
  }

  @Override
  public List<Follower> followers() {
    return List.of(blocks.follower(), closer, cache.follower());
  }
}
