package plaza.core.chat;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import plaza.core.pipeline.Pipeline;
import plaza.core.tenant.ApplicationId;

/// The index progress of a chat, and waiting for it.
final class IndexProgress {
  /// How long a search may wait for the index.
  static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /// How many searches of an application may wait at a time. One more does not wait: what it finds
  /// is as old as it says.
  static final int WAITS_PER_APPLICATION_MAX = 20;

  private final ChatStore store;
  private final SearchIndex index;
  private final Indexer indexer;
  private final Pipeline pipeline;

  /// How many searches wait; an application without one is not in it.
  private final ConcurrentMap<ApplicationId, Integer> waits = new ConcurrentHashMap<>();

  IndexProgress(ChatStore store, SearchIndex index, Indexer indexer, Pipeline pipeline) {
    this.store = store;
    this.index = index;
    this.indexer = indexer;
    this.pipeline = pipeline;
  }

  /// The number up to which every message of the chat is findable in its state of now.
  long through(ChatId chat) {
    var searchable = index.searchable(partition(chat));
    var tail = store.tail(chat);
    return store
        .lowestChanged(chat, searchable)
        .map(number -> number - 1)
        .orElse(tail.lastNumber());
  }

  /// Waits up to [#WAIT_MAX] until every message of the chat up to `number` is findable; not at all
  /// when too many searches of its application wait.
  void await(ChatId chat, long number) {
    if (through(chat) >= number || !mayWait(chat.application())) {
      return;
    }
    try {
      awaitThrough(chat, number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waits.computeIfPresent(chat.application(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private boolean mayWait(ApplicationId application) {
    var admitted = new boolean[1];
    waits.compute(application, (_, waiting) -> {
      var count = waiting == null ? 0 : waiting;
      admitted[0] = count < WAITS_PER_APPLICATION_MAX;
      return admitted[0] ? count + 1 : count;
    });
    return admitted[0];
  }

  /// Looks again each time the index has gone on in the chat's partition, and only then. The
  /// positions of a partition are those of all its chats: the chat's own last one says nothing
  /// about a message that nobody has posted yet.
  private void awaitThrough(ChatId chat, long number) throws InterruptedException {
    var deadline = System.nanoTime() + WAIT_MAX.toNanos();
    var partition = partition(chat);
    while (true) {
      // Before looking: what is indexed in between ends the waiting.
      var seen = index.searchable(partition);
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (through(chat) >= number
          || !left.isPositive()
          || !indexer.await(partition, seen + 1, left)) {
        return;
      }
    }
  }

  private int partition(ChatId chat) {
    return chat.stream().partition(pipeline.partitions());
  }
}
