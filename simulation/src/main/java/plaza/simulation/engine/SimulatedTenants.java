package plaza.simulation.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.port.Page;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.simulation.engine.TableDefinition.Entry;

/// Applications and keys in a [SimulatedStore].
public final class SimulatedTenants implements TenantStore {
  static final TableDefinition<ApplicationId, Application> APPLICATIONS =
      new TableDefinition<>("application", Application::id);
  static final TableDefinition<ApplicationId, ApplicationCounters> COUNTERS =
      new TableDefinition<>("application counters", ApplicationCounters::application);
  private static final TableDefinition<KeyId, ApplicationKey> KEYS =
      new TableDefinition<>("application key", ApplicationKey::id);
  private static final TableDefinition<String, Entry<String, SecretHash>> OPERATOR =
      TableDefinition.ofEntries("operator key");
  private static final TableDefinition<Blocked, LinkBlock> BLOCKS =
      new TableDefinition<>("link block", block -> new Blocked(block.kind(), block.value()));

  private record Blocked(LinkBlock.Kind kind, String value) {}

  private final SimulatedStore store;

  public SimulatedTenants(SimulatedStore store) {
    this.store = store;
  }

  private static View view(Tables t, Application application) {
    return new View(application, counters(t, application.id()));
  }

  static ApplicationCounters counters(Tables t, ApplicationId id) {
    return t.get(COUNTERS).find(id).orElseGet(() -> ApplicationCounters.empty(id));
  }

  @Override
  public Optional<View> application(Token token) {
    return store.readRows(t -> t.get(APPLICATIONS).stream()
        .filter(application -> application.token().equals(token))
        .findFirst()
        .map(application -> view(t, application)));
  }

  @Override
  public Optional<View> application(ApplicationId id) {
    return store.readRows(
        t -> t.get(APPLICATIONS).find(id).map(application -> view(t, application)));
  }

  @Override
  public Optional<View> opened(SecretHash hash) {
    return store.readRows(t -> t.get(KEYS).stream()
        .filter(key -> key.hash().equals(hash) && !key.revoked())
        .findFirst()
        .flatMap(key -> t.get(APPLICATIONS).find(key.application()))
        .map(application -> view(t, application)));
  }

  @Override
  public List<View> applications(Page page) {
    return store.readRows(t -> Pages.of(
        page,
        t.get(APPLICATIONS).stream()
            .filter(application -> !application.deleted())
            .sorted(Comparator.comparingLong(application -> application.id().value()))
            .map(application -> view(t, application))
            .toList(),
        view -> view.application().id().value()));
  }

  @Override
  public List<ApplicationKey> keys(ApplicationId application) {
    return store.readRows(t -> t.get(KEYS).stream()
        .filter(key -> key.application().equals(application) && !key.revoked())
        .sorted(Comparator.comparingLong(ApplicationKey::number))
        .toList());
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, long number) {
    return store.readRows(t -> t.get(KEYS).stream()
        .filter(key -> key.application().equals(application) && key.number() == number)
        .findFirst());
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, KeyId id) {
    return store.readRows(
        t -> t.get(KEYS).find(id).filter(key -> key.application().equals(application)));
  }

  @Override
  public Optional<SecretHash> operator() {
    return store.readRows(t -> t.get(OPERATOR).find("key").map(Entry::value));
  }

  @Override
  public List<LinkBlock> linkBlocks() {
    return store.readRows(t -> t.get(BLOCKS).stream().toList());
  }

  @Override
  public List<Application> changed(int partition, long position, int limit) {
    return store.readRows(
        t -> Pages.changed(t.get(APPLICATIONS), Application::position, partition, position, limit));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new TenantRows((SimulatedTransaction) transaction);
  }

  /// All applications as they are, deleted ones too, without asking the engine.
  public List<Application> all() {
    return store.tables().get(APPLICATIONS).stream()
        .sorted(Comparator.comparingLong(application -> application.id().value()))
        .toList();
  }

  private record TenantRows(SimulatedTransaction transaction) implements Rows {
    @Override
    public long lastApplication() {
      return transaction.rows().get(APPLICATIONS).stream()
          .mapToLong(application -> application.id().value())
          .max()
          .orElse(0);
    }

    @Override
    public Map<ApplicationId, Application> applications(Collection<ApplicationId> ids) {
      return transaction.rows().get(APPLICATIONS).some(ids);
    }

    @Override
    public Collection<Token> taken(Collection<Token> tokens) {
      return transaction.rows().get(APPLICATIONS).stream()
          .map(Application::token)
          .filter(tokens::contains)
          .toList();
    }

    @Override
    public Map<KeyId, ApplicationKey> keys(ApplicationId application, Collection<KeyId> ids) {
      var found = transaction.rows().get(KEYS).some(ids);
      found.values().removeIf(key -> !key.application().equals(application));
      return found;
    }

    @Override
    public int liveKeys(ApplicationId application) {
      return (int) transaction.rows().get(KEYS).stream()
          .filter(key -> key.application().equals(application) && !key.revoked())
          .count();
    }

    @Override
    public void insertApplications(List<Application> applications) {
      transaction.rows().get(APPLICATIONS).insertAll(applications);
    }

    @Override
    public void updateApplications(List<Application> applications) {
      transaction.rows().get(APPLICATIONS).putAll(applications);
    }

    @Override
    public void insertKeys(List<ApplicationKey> keys) {
      transaction.rows().get(KEYS).insertAll(keys);
    }

    @Override
    public void updateKeys(List<ApplicationKey> keys) {
      transaction.rows().get(KEYS).putAll(keys);
    }

    @Override
    public void setOperator(SecretHash hash, long position) {
      transaction.rows().get(OPERATOR).put(new Entry<>("key", hash));
    }

    @Override
    public long linkBlocks(LinkBlock.Kind kind) {
      return transaction.rows().get(BLOCKS).stream()
          .filter(block -> block.kind() == kind)
          .count();
    }

    @Override
    public void putLinkBlock(LinkBlock block, long position) {
      transaction.rows().get(BLOCKS).put(block);
    }

    @Override
    public boolean removeLinkBlock(LinkBlock.Kind kind, String value) {
      return transaction.rows().get(BLOCKS).remove(new Blocked(kind, value));
    }
  }
}
