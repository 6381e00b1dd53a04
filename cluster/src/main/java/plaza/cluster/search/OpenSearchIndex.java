package plaza.cluster.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.port.CircuitBreaker;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;

/// The search index in OpenSearch, which all nodes search and any may feed: writing is
/// idempotent, and an older state of a message never replaces a newer one. How far it was fed is
/// noted beside the messages, so that feeding goes on where another node ended, and so that who
/// feeds what another has fed is noticed by both. OpenSearch may be away when this is made.
public final class OpenSearchIndex implements SearchIndex {
  /// How often a waiting search reads the index position of another node.
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// While OpenSearch hangs one search in this time tries it; the others fail at once.
  private static final Duration TRY_EVERY = Duration.ofSeconds(1);

  private final CircuitBreaker breaker = new CircuitBreaker(TRY_EVERY, System::nanoTime);
  private final Indices indices;
  private final Object lock = new Object();
  private final AtomicReference<@Nullable IndexVersion> current = new AtomicReference<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /// The time of the last read by a waiting search, in nanoseconds of the system; guarded by
  /// the lock.
  private long lookedAt = System.nanoTime();

  /// @param shards and replicas that an index gets when it is made
  public record Shape(int shards, int replicas) {}

  /// @param name of the index, or the beginning of its names
  /// @param partitions of the log
  public OpenSearchIndex(OpenSearchAddress address, String name, int partitions, Shape shape) {
    this.indices = new Indices(new OpenSearchRest(address), name, partitions, shape);
  }

  private IndexVersion generation() {
    var known = current.get();
    return known == null ? begin() : known;
  }

  private synchronized IndexVersion begin() {
    var known = current.get();
    if (known == null) {
      known = indices.findOrMake();
      current.set(known);
    }
    return known;
  }

  /// The index for a search, which neither makes one nor waits for who feeds it.
  private IndexVersion searched() {
    var known = current.get();
    if (known == null) {
      known = indices.findQuickly();
      current.compareAndSet(null, known);
    }
    return known;
  }

  @Override
  public String epoch() {
    return generation().epoch();
  }

  /// As far as this node knows; OpenSearch is not asked.
  @Override
  public long searchable(int partition) {
    var known = current.get();
    return known == null ? Position.start(partition) : known.searchable(partition);
  }

  @Override
  public long position(int partition) {
    return generation().written(partition);
  }

  @Override
  public synchronized void reset(String epoch) {
    current.set(indices.renew(generation(), epoch));
  }

  @Override
  public synchronized void write(Changes changes) {
    var generation = generation();
    if (generation.written(changes.partition()) != changes.after()) {
      return;
    }
    if (indices.write(generation, changes)) {
      generation.wrote(changes.partition(), changes.upTo());
    } else {
      goBack(generation);
    }
  }

  /// Another node has fed a partition as well: what is noted now counts.
  private void goBack(IndexVersion generation) {
    generation.learn(notes(generation));
  }

  /// An index that is gone is looked for again by the next one: only of the one that was asked is
  /// it known how far it is.
  private Map<Integer, Checkpoint> notes(IndexVersion known) {
    return known(known, indices::notes);
  }

  private <T> T known(IndexVersion known, Function<IndexVersion, T> question) {
    try {
      return question.apply(known);
    } catch (Indices.GoneException e) {
      current.compareAndSet(known, null);
      throw e;
    }
  }

  @Override
  public synchronized void refresh() {
    var generation = generation();
    var written = generation.written();
    indices.refresh(generation);
    generation.refreshed(written);
    synchronized (lock) {
      lock.notifyAll();
    }
    note(generation);
  }

  /// Only what can be searched is noted: anyone who opens the index, or learns of it, may search
  /// it.
  private void note(IndexVersion generation) {
    var unnoted = generation.unnoted();
    if (!unnoted.isEmpty() && !indices.note(generation, unnoted)) {
      goBack(generation);
    }
  }

  /// OpenSearch has on its disk what it took in; what is left is to note how far that is.
  @Override
  public void commit() {
    refresh();
  }

  /// Looks how far other nodes have fed the index, and whether somebody has taken it away, put an
  /// older copy in its place, or begun a new one.
  @Override
  public synchronized void check() {
    var known = generation();
    var now = indices.find();
    if (now.isEmpty() || !now.getFirst().equals(known.name())) {
      current.set(indices.findOrMake());
      return;
    }
    try {
      known.learn(indices.notes(known));
    } catch (Indices.GoneException e) {
      // Another one has got its name.
      current.set(indices.findOrMake());
    }
  }

  @Override
  public boolean await(int partition, long position, Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    waiting.incrementAndGet();
    try {
      while (!awaitRefresh(partition, position, deadline)) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        // It may be another node that feeds this partition.
        var known = current.get();
        if (known != null && mayLook()) {
          known.see(guarded(() -> known(known, indices::notesQuickly)));
          synchronized (lock) {
            lock.notifyAll();
          }
        }
      }
      return true;
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// Of all who wait one looks, for all.
  private boolean mayLook() {
    synchronized (lock) {
      var due = System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos();
      lookedAt = due ? System.nanoTime() : lookedAt;
      return due;
    }
  }

  /// Waits for this node's own refresh, for a short time and not behind the deadline.
  private boolean awaitRefresh(int partition, long position, long deadline)
      throws InterruptedException {
    var lookAt = Math.min(deadline - System.nanoTime(), LOOK_EVERY.toNanos()) + System.nanoTime();
    synchronized (lock) {
      while (searchable(partition) < position) {
        var left = (lookAt - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  @Override
  public boolean awaited() {
    return waiting.get() > 0;
  }

  @Override
  public List<Hit> search(ChatId chat, Query query, long before, int limit) {
    var search = Documents.search(Documents.of(chat), Math.min(limit, HITS_MAX));
    Documents.matching(search, query);
    return byNumber(chat, search, before);
  }

  @Override
  public List<Hit> search(ApplicationId application, Query query, Cursor after, int limit) {
    var search = Documents.search(Documents.of(application), Math.min(limit, HITS_MAX));
    Documents.matching(search, query);
    Documents.byTime(search, after);
    var hits = new ArrayList<Hit>();
    for (var values : sorted(search)) {
      hits.add(Documents.byTime(application, values));
    }
    return hits;
  }

  @Override
  public List<Long> numbers(ChatId chat, long before, int limit) {
    var search = Documents.search(Documents.of(chat), Math.min(limit, HITS_MAX));
    return byNumber(chat, search, before).stream()
        .map(hit -> hit.message().number())
        .toList();
  }

  private List<Hit> byNumber(ChatId chat, ObjectNode search, long before) {
    Documents.byNumber(search, before);
    var hits = new ArrayList<Hit>();
    for (var values : sorted(search)) {
      hits.add(Documents.byNumber(chat, values));
    }
    return hits;
  }

  /// By what each hit was sorted.
  private List<JsonNode> sorted(ObjectNode search) {
    return guarded(() -> known(searched(), known -> indices.search(known, search)));
  }

  /// Asks OpenSearch for a search as small as can be.
  ///
  /// @throws plaza.core.chat.SearchException it does not answer within a second, or not well
  public void ask() {
    guarded(() -> {
      indices.ask();
      return true;
    });
  }

  /// Callers do not pile up behind an OpenSearch that hangs.
  private <T> T guarded(Supplier<T> question) {
    if (!breaker.admits()) {
      throw new SearchException("the search index does not answer");
    }
    try {
      var answer = question.get();
      breaker.answered();
      return answer;
    } catch (OpenSearchRest.TimeoutException e) {
      breaker.timedOut();
      throw e;
    }
  }

  @Override
  public void close() {
    indices.close();
  }
}
