package plaza.simulation.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkPage;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkStore;
import plaza.core.link.TagUse;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;
import plaza.simulation.engine.TableDefinition.Entry;

/// Short links in a [SimulatedStore].
public final class SimulatedLinks implements LinkStore {
  private static final TableDefinition<Code, Link> LINKS =
      new TableDefinition<>("link", Link::code);
  private static final TableDefinition<Given, Entry<Given, Long>> GIVEN =
      TableDefinition.ofEntries("given codes");

  private record Given(int partition, Settings.LinkCodes kind) {}

  private final SimulatedStore store;

  public SimulatedLinks(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public Optional<Link> link(Code code) {
    return store.readRows(t -> t.get(LINKS).find(code));
  }

  @Override
  public Optional<Link> link(long number) {
    return store.readRows(
        t -> t.get(LINKS).stream().filter(link -> link.number() == number).findFirst());
  }

  @Override
  public LinkPage links(ApplicationId application, LinkQuery query, long skipped, int limit) {
    return store.readRows(t -> SimulatedLinkList.page(
        t.get(LINKS).stream().filter(link -> link.application().equals(application)),
        code -> SimulatedVisits.total(t, code),
        query,
        skipped,
        limit));
  }

  @Override
  public List<TagUse> tags(ApplicationId application) {
    var links = links(application, LinkQuery.ALL, 0, Integer.MAX_VALUE).links();
    var uses = new TreeMap<String, TagUse>();
    for (var link : links) {
      for (var tag : link.link().terms().tags()) {
        uses.merge(
            tag,
            new TagUse(tag, 1, link.visits(), link.bots()),
            (a, b) -> new TagUse(
                tag, a.links() + b.links(), a.visits() + b.visits(), a.bots() + b.bots()));
      }
    }
    return List.copyOf(uses.values());
  }

  @Override
  public List<Code> tagged(ApplicationId application, String tag) {
    return store.readRows(t -> t.get(LINKS).stream()
        .filter(link -> link.application().equals(application) && !link.deleted())
        .filter(link -> link.terms().tags().contains(tag))
        .map(Link::code)
        .toList());
  }

  @Override
  public List<Owned> crawlable(int limit) {
    return store.readRows(t -> t.get(LINKS).stream()
        .filter(link -> link.terms().crawlable() && !link.deleted())
        .sorted(Comparator.comparingLong(Link::number))
        .map(link -> new Owned(link.code(), link.application()))
        .limit(limit)
        .toList());
  }

  @Override
  public List<Link> ofApplication(ApplicationId application, long after, int limit) {
    return store.readRows(t -> t.get(LINKS).stream()
        .filter(link -> link.application().equals(application) && link.number() > after)
        .sorted(Comparator.comparingLong(Link::number))
        .limit(limit)
        .toList());
  }

  @Override
  public List<Link> changedLinks(int partition, long position, int limit) {
    return store.readRows(
        t -> Pages.changed(t.get(LINKS), Link::position, partition, position, limit));
  }

  /// All rows, without asking the engine.
  public List<Link> all() {
    return store.tables().get(LINKS).stream().toList();
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new LinkRows((SimulatedTransaction) transaction);
  }

  private record LinkRows(SimulatedTransaction transaction) implements Rows {
    private Given place(Settings.LinkCodes kind) {
      return new Given(transaction.partition(), kind);
    }

    @Override
    public Map<Code, Link> links(Collection<Code> codes) {
      return transaction.rows().get(LINKS).some(codes);
    }

    @Override
    public long given(Settings.LinkCodes kind) {
      return transaction.rows().get(GIVEN).find(place(kind)).map(Entry::value).orElse(0L);
    }

    @Override
    public void setGiven(Settings.LinkCodes kind, long count) {
      transaction.rows().get(GIVEN).put(new Entry<>(place(kind), count));
    }

    @Override
    public void insertLinks(List<Link> links) {
      links.forEach(link -> transaction.rows().get(LINKS).insert(link));
    }

    @Override
    public void updateLinks(List<Link> links) {
      links.forEach(link -> transaction.rows().get(LINKS).put(link));
    }
  }
}
