package plaza.core.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Receiver;
import plaza.core.port.Cache;
import plaza.core.port.Position;
import plaza.core.port.Store;

/// An in-memory cache of links by code: links are followed a hundred times as often as they are
/// created. Unknown codes are cached too. A change is visible at once where it is announced,
/// and within a second elsewhere: changed rows are read by position. A link does not redirect
/// once its application is deleted, or the operator has taken it down.
public final class LinkCache implements Receiver {
  /// How often the rows are looked at.
  private static final Duration EVERY = Duration.ofMillis(500);

  /// How much memory the links may take, in bytes, on a heap of any size.
  public static final long BYTES_MAX = 64L << 20;

  /// The share of the heap that they may take at most: one part of so many.
  private static final int HEAP_PARTS = 8;

  /// What a row costs beside its text: the entry, the records, and their headers.
  private static final int ROW_BYTES = 500;

  private static final int CHANGED_MAX = 1_000;

  /// What a code leads to.
  public sealed interface Found {
    /// @param policy of the link's owner, who is not deleted
    record Leads(Link link, TargetPolicy policy) implements Found {
      /// The target for a visitor; empty if the link does not redirect at the moment, or not
      /// for this visitor.
      public Optional<Target> target(MatchContext now) {
        var terms = link.terms();
        if (!terms.validity().holds(now.at())) {
          return Optional.empty();
        }
        return Rule.lead(terms.redirection().rules(), now, policy::allows)
            .or(() -> Optional.of(terms.target()).filter(policy::allows));
      }
    }

    record Nowhere() implements Found {}
  }

  private static final Found NOWHERE = new Found.Nowhere();

  /// The row of a code: what is kept in memory.
  private sealed interface Row {
    record There(Link link) implements Row {}

    record Missing() implements Row {}
  }

  private static final Row MISSING = new Row.Missing();

  private final LinkStore store;
  private final Store progress;
  private final Pipeline pipeline;
  private final Codes codes;
  private final TargetPolicies policies;
  private final Cache<Code, Row> known;
  private final Follower follower = new Follower("links", this::step);

  /// Up to where the rows of each partition were looked at.
  private final Map<Integer, Long> seen = new HashMap<>();

  private final LongAdder loads = new LongAdder();

  /// Whether changes may have been missed: initially true, because nothing was read.
  private final AtomicBoolean lost = new AtomicBoolean(true);

  /// @param bytesMax how much memory the links may take, in bytes
  public LinkCache(
      LinkStore store,
      Store progress,
      Pipeline pipeline,
      Codes codes,
      TargetPolicies policies,
      Cache.Maker caches,
      long bytesMax) {
    this.store = store;
    this.progress = progress;
    this.pipeline = pipeline;
    this.codes = codes;
    this.policies = policies;
    this.known = caches.make(bytesMax, LinkCache::bytes);
  }

  /// How much memory the links may take, in bytes, of a heap of this size.
  public static long bytesMax(long heapBytes) {
    return Math.min(BYTES_MAX, heapBytes / HEAP_PARTS);
  }

  private static int bytes(Code code, Row row) {
    return ROW_BYTES
        + code.text().length()
        + switch (row) {
          case Row.There(var link) ->
            link.terms().target().url().length()
                + link.terms().title().length()
                + link.terms().redirection().rules().stream()
                    .mapToInt(Rule::bytes)
                    .sum();
          case Row.Missing() -> 0;
        };
  }

  /// The follower that looks for changes that were not announced.
  public Follower follower() {
    return follower;
  }

  /// What the code leads to, if it is in memory; never waits.
  public Optional<Found> peek(Code code) {
    var row = known.peek(code);
    if (row.isPresent() && row.get() instanceof Row.There(var link)) {
      return policies.peek(link.application()).map(policy -> found(link, policy));
    }
    return row.map(_ -> NOWHERE);
  }

  /// What the code leads to.
  public Found find(Code code) {
    return known.get(code, this::load).orElseThrow() instanceof Row.There(var link)
        ? policies.find(link.application()).map(policy -> found(link, policy)).orElse(NOWHERE)
        : NOWHERE;
  }

  private static Found found(Link link, TargetPolicy policy) {
    return policy.blocks().reason(link.code()).isPresent()
        ? NOWHERE
        : new Found.Leads(link, policy);
  }

  /// How many codes were not in memory when they were asked for.
  public long loads() {
    return loads.sum();
  }

  private Optional<Row> load(Code code) {
    loads.increment();
    pipeline.requireServed(codes.stream(code));
    return Optional.of(store
        .link(code)
        .filter(link -> !link.deleted())
        .<Row>map(Row.There::new)
        .orElse(MISSING));
  }

  @Override
  public void announced(Announcement announcement) {
    for (var effect : announcement.effects()) {
      if (effect instanceof LinkTouched(var code)) {
        known.drop(code);
      }
    }
  }

  @Override
  public void missed() {
    known.clear();
    lost.set(true);
    follower.wake();
  }

  private Duration step() {
    if (lost.getAndSet(false)) {
      beginAnew();
    }
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      look(partition);
    }
    return EVERY;
  }

  /// What is in memory is forgotten once it is known from where on changes are seen.
  private void beginAnew() {
    try {
      for (int partition = 0; partition < pipeline.partitions(); partition++) {
        seen.put(partition, progress.progress(partition).position());
      }
      known.clear();
    } catch (RuntimeException e) {
      lost.set(true);
      throw e;
    }
  }

  private void look(int partition) {
    var from = seen.getOrDefault(partition, Position.start(partition));
    var changed = store.changedLinks(partition, from, CHANGED_MAX);
    changed.stream().filter(link -> !isKnown(link)).map(Link::code).forEach(known::drop);
    if (!changed.isEmpty()) {
      seen.put(partition, changed.getLast().position());
    }
  }

  /// A request since the change has loaded the current row.
  private boolean isKnown(Link changed) {
    return known
        .peek(changed.code())
        .filter(row -> row instanceof Row.There(var link) && link.position() >= changed.position())
        .isPresent();
  }
}
