package plaza.core.tenant;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import plaza.core.event.Scope;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.ResourceKind;
import plaza.core.pipeline.UpdateCommand;

/// Secret keys of applications: a second one, and revoking the first, is rotation.
public final class Keys {
  /// Keys, as calls name them.
  public static final ResourceKind KEY = new ResourceKind(
      ResourceKind.named("Key").missing(),
      new Reply.Refusal(Reply.RefusalKind.GONE, "Key was revoked", ""));

  /// The application has [ApplicationKey#LIVE_MAX] live keys already.
  private static final Reply.Refusal TOO_MANY = new Reply.Refusal(
      Reply.RefusalKind.INVALID,
      "Too many keys",
      "the application has two active keys already: revoke one first");

  private final Applications applications;
  private final CreateCommand creates;
  private final UpdateCommand updates;
  private final TenantStore store;
  private final RandomGenerator random;

  /// @param random must be cryptographically strong: secrets come from it
  public Keys(
      Applications applications,
      CreateCommand creates,
      UpdateCommand updates,
      TenantStore store,
      RandomGenerator random) {
    this.applications = applications;
    this.creates = creates;
    this.updates = updates;
    this.store = store;
    this.random = random;
  }

  /// A key, with its secret when it was created just now; [Secret#NONE] when it is a repeat.
  public record IssuedKey(ApplicationKey key, Secret secret) {}

  public Reply<IssuedKey> add(Token token, RequestOptions call) {
    return applications.onLive(token, application -> {
      var secret = Secret.random(Secret.APPLICATION_PREFIX, random);
      var change =
          new TenantChange.KeyAdded(application.id(), KeyId.random(random), SecretHash.of(secret));
      return creates.create(call, new Order(change, secret));
    });
  }

  private final class Order implements CreateCommand.Order<IssuedKey> {
    private final TenantChange.KeyAdded change;
    private final Secret secret;

    Order(TenantChange.KeyAdded change, Secret secret) {
      this.change = change;
      this.secret = secret;
    }

    @Override
    public Scope scope() {
      return new Scope(change.application().value(), 0, "keys");
    }

    /// A key has no fields.
    @Override
    public byte[] fields() {
      return new byte[0];
    }

    @Override
    public TenantChange change() {
      return change;
    }

    @Override
    public Reply<IssuedKey> created(Instant at, Outcome.Done done) {
      var key = new ApplicationKey(
          change.application(),
          done.number(),
          change.key(),
          change.hash(),
          at,
          false,
          done.position());
      return new Reply.Created<>(new IssuedKey(key, secret));
    }

    @Override
    public Reply<IssuedKey> repeated(long number, int count) {
      var key = store.key(change.application(), number).orElseThrow();
      return key.revoked() ? KEY.refuseGone() : new Reply.Ok<>(new IssuedKey(key, Secret.NONE));
    }

    @Override
    public Reply<IssuedKey> refused(Outcome outcome) {
      return outcome instanceof Outcome.LimitReached
          ? new Reply.Refused<>(TOO_MANY)
          : Applications.APPLICATION.refuseGone();
    }
  }

  /// The keys that are not revoked, oldest first.
  public Reply<List<ApplicationKey>> list(Token token) {
    return applications.onLive(token, application -> new Reply.Ok<>(store.keys(application.id())));
  }

  /// Revokes a key; revoking again says the same.
  public Reply<ApplicationKey> revoke(Token token, KeyId key) {
    return applications.onLive(token, application -> {
      var change = new TenantChange.KeyRevoked(application.id(), key);
      return updates.delete(KEY, change);
    });
  }
}
