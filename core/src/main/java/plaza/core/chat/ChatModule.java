package plaza.core.chat;

import java.util.List;
import plaza.core.module.FeatureContext;
import plaza.core.module.FeatureModule;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;
import plaza.core.tenant.BodyRules;
import plaza.core.tenant.TenantStore;

/// The services of chats and messages: commands and reads, search, live changes.
public final class ChatModule implements FeatureModule {
  private final ChatCache cache;
  private final Chats chats;
  private final Messages messages;
  private final Indexer indexer;
  private final MessageSearch search;
  private final LiveChats live;
  private final Follower closer;

  /// @param tenants the applications whose chats end with them
  public ChatModule(
      FeatureContext context, ChatStore store, SearchIndex index, TenantStore tenants) {
    var pipeline = context.pipeline();
    var clock = context.environment().clock();
    var compute = context.environment().compute();
    this.cache = new ChatCache(store, context.caches());
    this.chats = new Chats(pipeline, context.creates(), context.updates(), store, cache);
    this.messages = new Messages(
        context.creates(),
        context.updates(),
        store,
        context.store(),
        chats,
        new BodyRules(compute));
    this.indexer =
        new Indexer(context.store(), store, index, pipeline.partitions(), pipeline::owns, clock);
    this.search = new MessageSearch(store, chats, index, indexer, pipeline, compute);
    this.live = new LiveChats(store, pipeline, clock);
    this.closer = new Closer(pipeline, context.store(), store, tenants).follower();
  }

  public Chats chats() {
    return chats;
  }

  public Messages messages() {
    return messages;
  }

  public Indexer indexer() {
    return indexer;
  }

  public MessageSearch search() {
    return search;
  }

  public LiveChats live() {
    return live;
  }

  @Override
  public List<Receiver> caches() {
    return List.of(cache);
  }

  @Override
  public List<Receiver> listeners() {
    return List.of(live, indexer.follower(), closer);
  }

  @Override
  public List<Follower> followers() {
    return List.of(indexer.follower(), closer, live.follower());
  }
}
