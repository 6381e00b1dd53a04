package plaza.core.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Interval;
import plaza.core.port.Store;

/// Updates the search index asynchronously from the rows, by position: adds changed messages,
/// and removes the messages of closed chats. Its positions are committed with the index, so
/// that after a crash it goes on where the index is; an index that is new, or of another epoch
/// of the store, is rebuilt while others search.
public final class Indexer {
  private static final int BATCH_MAX = 2_000;

  /// How often what was fed is made findable while searches wait for it: each time costs about a
  /// millisecond, however little was fed.
  private static final Duration AWAITED_REFRESH_EVERY = Duration.ofMillis(20);

  /// How old what a search sees may be, when nobody waits and messages keep coming; the first one
  /// after a pause is seen at once. Each refresh makes a segment, which is then merged again and
  /// again: every 250 ms it cost a third more.
  private static final Duration REFRESH_EVERY = Duration.ofSeconds(1);

  /// How long changes gather before the next ones are fed, when nobody waits: an index takes many
  /// at once for little more than one. Far less than what a search may be behind.
  private static final Duration FEED_EVERY = Duration.ofMillis(250);

  /// How much would be fed again after a crash.
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(10);

  /// How often it looks when nothing is announced, and whether the index is still there.
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Store store;
  private final ChatStore chats;
  private final SearchIndex index;
  private final int partitions;
  private final IntPredicate ours;
  private final InstantSource clock;
  private final Follower follower = new Follower("indexer", this::step);
  private final AtomicInteger waiting = new AtomicInteger();

  /// The life of the store, as far as it is known here.
  private String epoch = "";

  private boolean refreshed = true;
  private boolean committed = true;
  private Instant lastFeed = Instant.EPOCH;
  private Instant lastRefresh = Instant.EPOCH;
  private Instant lastCommit = Instant.EPOCH;
  private Instant lastCheck = Instant.EPOCH;

  /// @param ours which partitions' rows this node feeds; the others are other nodes'
  public Indexer(
      Store store,
      ChatStore chats,
      SearchIndex index,
      int partitions,
      IntPredicate ours,
      InstantSource clock) {
    this.store = store;
    this.chats = chats;
    this.index = index;
    this.partitions = partitions;
    this.ours = ours;
    this.clock = clock;
  }

  /// The follower that updates the index; receives announcements.
  public Follower follower() {
    return follower;
  }

  /// How many changes of a partition a search does not see yet.
  public long lag(int partition) {
    return Math.max(0, chats.newestChange(partition) - index.searchable(partition));
  }

  /// Waits until the index is searchable up to `position`, or `atMost`; it hurries meanwhile.
  boolean await(int partition, long position, Duration atMost) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      follower.wake();
      return index.await(partition, position, atMost);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private Duration step() {
    if (waiting.get() == 0 && !due(lastFeed, FEED_EVERY)) {
      return FEED_EVERY;
    }
    checkWhenDue();
    if (!ofThisLife()) {
      beginAnew();
    }
    var most = 0;
    for (int partition = 0; partition < partitions; partition++) {
      most = Math.max(most, ours.test(partition) ? feed(partition) : 0);
      if (ours.test(partition) && index.searchable(partition) < index.position(partition)) {
        // Anyone who fed it before may be gone.
        changed();
      }
    }
    refreshWhenDue(most > 0);
    commitWhenDue();
    if (most > 0) {
      lastFeed = most < BATCH_MAX ? clock.instant() : Instant.EPOCH;
      return Duration.ZERO;
    }
    if (!refreshed && waiting.get() > 0) {
      return AWAITED_REFRESH_EVERY;
    }
    return refreshed && committed ? IDLE : REFRESH_EVERY;
  }

  /// Whether the index has seen more than the store knows of: then somebody has put an older store
  /// in its place, and the same positions will be given to other changes.
  public boolean aheadOfStore() {
    var ofThisLife = index.epoch().equals(store.epoch());
    for (int partition = 0; ofThisLife && partition < partitions; partition++) {
      if (index.position(partition) > store.progress(partition).position()) {
        return true;
      }
    }
    return false;
  }

  private boolean ofThisLife() {
    return index.epoch().equals(epoch);
  }

  /// Another node may have begun a new epoch of the store, and of the index for it.
  private void beginAnew() {
    epoch = store.epoch();
    if (!ofThisLife()) {
      index.reset(epoch);
    }
  }

  /// Feeds what is there of a partition, and says how many changes that were.
  private int feed(int partition) {
    var changes = chats.changes(partition, index.position(partition), BATCH_MAX);
    if (!changes.isEmpty()) {
      index.write(changes);
      changed();
    }
    return changes.messages().size() + changes.closed().size();
  }

  private void changed() {
    refreshed = false;
    committed = false;
  }

  private void refreshWhenDue(boolean more) {
    var every = waiting.get() > 0 && !more ? AWAITED_REFRESH_EVERY : REFRESH_EVERY;
    if (!refreshed && due(lastRefresh, every)) {
      index.refresh();
      refreshed = true;
      lastRefresh = clock.instant();
    }
  }

  private void commitWhenDue() {
    if (!committed && due(lastCommit, COMMIT_EVERY)) {
      index.commit();
      committed = true;
      lastCommit = clock.instant();
    }
  }

  private void checkWhenDue() {
    if (due(lastCheck, IDLE)) {
      epoch = store.epoch();
      if (ofThisLife()) {
        index.check();
      }
      lastCheck = clock.instant();
    }
  }

  private boolean due(Instant last, Duration every) {
    return Interval.again(last, every, clock.instant());
  }
}
