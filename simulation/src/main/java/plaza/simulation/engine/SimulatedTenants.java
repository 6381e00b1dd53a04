package plaza.simulation.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.port.Page;
import plaza.core.port.Position;
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

/// Applications and keys in a [SimulatedStore].
public final class SimulatedTenants implements TenantStore {
  private final SimulatedStore store;

  public SimulatedTenants(SimulatedStore store) {
    this.store = store;
  }

  private static View view(Tables t, Application application) {
    var id = application.id();
    return new View(
        application, t.applicationTails.find(id).orElseGet(() -> ApplicationCounters.empty(id)));
  }

  @Override
  public Optional<View> application(Token token) {
    return store.readRows(t -> t.applications.stream()
        .filter(application -> application.token().equals(token))
        .findFirst()
        .map(application -> view(t, application)));
  }

  @Override
  public Optional<View> application(ApplicationId id) {
    return store.readRows(t -> t.applications.find(id).map(application -> view(t, application)));
  }

  @Override
  public Optional<View> opened(SecretHash hash) {
    return store.readRows(t -> t.keys.stream()
        .filter(key -> key.hash().equals(hash) && !key.revoked())
        .findFirst()
        .flatMap(key -> t.applications.find(key.application()))
        .map(application -> view(t, application)));
  }

  @Override
  public List<View> applications(Page page) {
    return store.readRows(t -> Pages.of(
        page,
        t.applications.stream()
            .filter(application -> !application.deleted())
            .sorted(Comparator.comparingLong(application -> application.id().value()))
            .map(application -> view(t, application))
            .toList(),
        view -> view.application().id().value()));
  }

  @Override
  public List<ApplicationKey> keys(ApplicationId application) {
    return store.readRows(t -> t.keys.stream()
        .filter(key -> key.application().equals(application) && !key.revoked())
        .sorted(Comparator.comparingLong(ApplicationKey::number))
        .toList());
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, long number) {
    return store.readRows(t -> t.keys.stream()
        .filter(key -> key.application().equals(application) && key.number() == number)
        .findFirst());
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, KeyId id) {
    return store.readRows(
        t -> t.keys.find(id).filter(key -> key.application().equals(application)));
  }

  @Override
  public Optional<SecretHash> operator() {
    return store.readRows(t -> t.operator.find("key"));
  }

  @Override
  public List<LinkBlock> linkBlocks() {
    return store.readRows(t -> t.linkBlocks.stream().toList());
  }

  @Override
  public List<Application> changed(int partition, long position, int limit) {
    return store.readRows(t -> t.applications.stream()
        .filter(a -> a.position() > position && a.position() < Position.end(partition))
        .sorted(Comparator.comparingLong(Application::position))
        .limit(limit)
        .toList());
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new TenantRows((SimulatedTransaction) transaction);
  }

  /// All applications as they are, deleted ones too, without asking the engine.
  public List<Application> all() {
    return store.tables().applications.stream()
        .sorted(Comparator.comparingLong(application -> application.id().value()))
        .toList();
  }

  private record TenantRows(SimulatedTransaction transaction) implements Rows {
    @Override
    public long lastApplication() {
      return transaction.rows().applications.stream()
          .mapToLong(application -> application.id().value())
          .max()
          .orElse(0);
    }

    @Override
    public Map<ApplicationId, Application> applications(Collection<ApplicationId> ids) {
      return transaction.rows().applications.some(ids);
    }

    @Override
    public Collection<Token> taken(Collection<Token> tokens) {
      return transaction.rows().applications.stream()
          .map(Application::token)
          .filter(tokens::contains)
          .toList();
    }

    @Override
    public Map<KeyId, ApplicationKey> keys(ApplicationId application, Collection<KeyId> ids) {
      var found = transaction.rows().keys.some(ids);
      found.values().removeIf(key -> !key.application().equals(application));
      return found;
    }

    @Override
    public int liveKeys(ApplicationId application) {
      return (int) transaction.rows().keys.stream()
          .filter(key -> key.application().equals(application) && !key.revoked())
          .count();
    }

    @Override
    public void insertApplications(List<Application> applications) {
      var rows = transaction.rows().applications;
      applications.forEach(application -> rows.insert(application.id(), application));
    }

    @Override
    public void updateApplications(List<Application> applications) {
      var rows = transaction.rows().applications;
      applications.forEach(application -> rows.put(application.id(), application));
    }

    @Override
    public void insertKeys(List<ApplicationKey> keys) {
      var rows = transaction.rows().keys;
      keys.forEach(key -> rows.insert(key.id(), key));
    }

    @Override
    public void updateKeys(List<ApplicationKey> keys) {
      var rows = transaction.rows().keys;
      keys.forEach(key -> rows.put(key.id(), key));
    }

    @Override
    public void setOperator(SecretHash hash, long position) {
      transaction.rows().operator.put("key", hash);
    }

    @Override
    public long linkBlocks(LinkBlock.Kind kind) {
      return transaction.rows().linkBlocks.stream()
          .filter(block -> block.kind() == kind)
          .count();
    }

    @Override
    public void putLinkBlock(LinkBlock block, long position) {
      transaction.rows().linkBlocks.put(new Tables.Blocked(block.kind(), block.value()), block);
    }

    @Override
    public boolean removeLinkBlock(LinkBlock.Kind kind, String value) {
      var rows = transaction.rows().linkBlocks;
      if (!rows.has(new Tables.Blocked(kind, value))) {
        return false;
      }
      rows.removeIf(block -> block.kind() == kind && block.value().equals(value));
      return true;
    }
  }
}
