package plaza.core.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.locks.ReentrantLock;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Follower;
import plaza.core.tenant.TenantChange;
import plaza.core.tenant.TenantStore;

/// An in-memory cache of the operator's blocks, read by each redirect. Read again when a change
/// is announced, and every two seconds.
public final class LinkBlockCache {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final TenantStore store;
  private final Follower follower =
      new Follower("link-blocks", this::step, LinkBlockCache::concerns);
  /// Held while the store is read: what was read first is kept first. No monitor, for it is held
  /// while the thread waits.
  private final ReentrantLock loading = new ReentrantLock();

  private volatile LinkBlocks known = LinkBlocks.NONE;
  private volatile boolean loaded;

  public LinkBlockCache(TenantStore store) {
    this.store = store;
  }

  private static boolean concerns(Announcement announcement) {
    return announcement.applied().stream()
        .anyMatch(applied -> applied.event().change() instanceof TenantChange.OfLinkBlock);
  }

  /// The follower that reads them; receives announcements.
  public Follower follower() {
    return follower;
  }

  /// Whether they were read once.
  boolean isLoaded() {
    return loaded;
  }

  /// The current blocks; loaded on first use.
  LinkBlocks get() {
    if (!loaded) {
      load();
    }
    return known;
  }

  private void load() {
    loading.lock();
    try {
      known = read();
      loaded = true;
    } finally {
      loading.unlock();
    }
  }

  private LinkBlocks read() {
    var codes = new HashMap<String, String>();
    var hosts = new HashMap<String, String>();
    for (var block : store.linkBlocks()) {
      switch (block.kind()) {
        case CODE -> codes.put(block.value(), block.reason());
        case HOST -> hosts.put(block.value(), block.reason());
      }
    }
    return new LinkBlocks(codes, hosts);
  }

  private Duration step() {
    load();
    return EVERY;
  }
}
