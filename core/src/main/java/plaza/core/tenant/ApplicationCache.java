package plaza.core.tenant;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Receiver;
import plaza.core.port.Cache;

/// An in-memory cache of applications and keys, used to authenticate each call. What may admit
/// a call is kept; what refuses one, a row that is missing or deleted, is read each time.
public final class ApplicationCache implements Receiver {
  private static final int APPLICATIONS_MAX = 50_000;

  /// An application that is not deleted, and the hashes of its live keys.
  private record Known(Application application, Set<SecretHash> keys) {}

  private final TenantStore store;
  private final Cache<ApplicationId, Known> known;

  /// Whose a token or a secret is never changes, so these are never dropped.
  private final Cache<Token, ApplicationId> tokens;

  private final Cache<SecretHash, ApplicationId> owners;

  public ApplicationCache(TenantStore store, Cache.Maker caches) {
    this.store = store;
    this.known = caches.make(APPLICATIONS_MAX);
    this.tokens = caches.make(APPLICATIONS_MAX);
    this.owners = caches.make(APPLICATIONS_MAX);
  }

  /// The application with this token, deleted or not.
  Optional<Application> application(Token token) {
    return tokens
        .get(token, t -> store.application(t).map(view -> view.application().id()))
        .flatMap(this::application);
  }

  /// The application with this internal number, deleted or not.
  Optional<Application> application(ApplicationId id) {
    return known
        .get(id, this::load)
        .map(Known::application)
        .or(() -> store.application(id).map(TenantStore.View::application));
  }

  /// The application with this internal number, unless it is deleted.
  public Optional<Application> live(ApplicationId id) {
    return known.get(id, this::load).map(Known::application);
  }

  /// As [#live], from memory; empty, too, when it is not there. Never waits.
  public Optional<Application> peek(ApplicationId id) {
    return known.peek(id).map(Known::application);
  }

  /// The application that a secret opens, deleted or not; empty for an unknown or revoked one.
  Optional<Application> opened(SecretHash hash) {
    return owners
        .get(hash, h -> store.opened(h).map(view -> view.application().id()))
        .flatMap(id -> known.get(id, this::load))
        .filter(own -> own.keys().contains(hash))
        .map(Known::application)
        .or(() -> store.opened(hash).map(TenantStore.View::application));
  }

  private Optional<Known> load(ApplicationId id) {
    return store
        .application(id)
        .map(TenantStore.View::application)
        .filter(application -> !application.deleted())
        .map(application -> new Known(
            application,
            store.keys(id).stream().map(ApplicationKey::hash).collect(Collectors.toSet())));
  }

  @Override
  public void announced(Announcement announcement) {
    for (var applied : announcement.applied()) {
      if (applied.event().change() instanceof TenantChange change
          && applied.outcome() instanceof Outcome.Done) {
        switch (change) {
          case TenantChange.ApplicationCreated _ -> {}
          case TenantChange.ApplicationChanged changed -> known.drop(changed.application());
          case TenantChange.ApplicationDeleted deleted -> known.drop(deleted.application());
          case TenantChange.KeyAdded added -> known.drop(added.application());
          case TenantChange.KeyRevoked revoked -> known.drop(revoked.application());
          case TenantChange.OperatorKeySet _ -> {}
          case TenantChange.OfLinkBlock _ -> {}
        }
      }
    }
  }

  @Override
  public void missed() {
    known.clear();
  }
}
