package plaza.core.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plaza.core.event.Digest;
import plaza.core.event.EventWriter;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.ResourceKind;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Page;

/// Applications: creating them, changing them, and finding out whose a credential is.
public final class Applications {
  /// Applications, as calls name them.
  public static final ResourceKind APPLICATION = ResourceKind.named("Application");

  private static final Scope SCOPE = new Scope(0, 0, "applications");

  /// The idempotency key of the call that creates the first operator's key.
  private static final RequestKey.Id FIRST_OPERATOR_KEY =
      new RequestKey.Id(new Scope(0, 0, "operator"), "first");

  private final Pipeline pipeline;
  private final CreateCommand creates;
  private final UpdateCommand updates;
  private final TenantStore store;
  private final ApplicationCache known;
  private final RandomGenerator random;

  /// @param random must be cryptographically strong: tokens and secrets come from it
  public Applications(
      Pipeline pipeline,
      CreateCommand creates,
      UpdateCommand updates,
      TenantStore store,
      ApplicationCache known,
      RandomGenerator random) {
    this.pipeline = pipeline;
    this.creates = creates;
    this.updates = updates;
    this.store = store;
    this.known = known;
    this.random = random;
  }

  /// An application, with its first secret when it was created just now; [Secret#NONE] when it is
  /// a repeat.
  public record Issued(TenantStore.View view, Secret secret) {}

  public Reply<Issued> create(
      RequestOptions call, ApplicationName name, List<ApplicationEdit> edits) {
    var secret = Secret.random(Secret.APPLICATION_PREFIX, random);
    var change = new TenantChange.ApplicationCreated(
        Token.random(random), name, edits, KeyId.random(random), SecretHash.of(secret));
    return creates.create(call, new Order(change, secret));
  }

  private final class Order implements CreateCommand.Order<Issued> {
    private final TenantChange.ApplicationCreated change;
    private final Secret secret;

    Order(TenantChange.ApplicationCreated change, Secret secret) {
      this.change = change;
      this.secret = secret;
    }

    @Override
    public Scope scope() {
      return SCOPE;
    }

    @Override
    public byte[] fields() {
      var out = new EventWriter().text(change.name().text());
      TenantFormat.edits(out, change.edits());
      return out.toBytes();
    }

    @Override
    public TenantChange change() {
      return change;
    }

    @Override
    public Reply<Issued> created(Instant at, Outcome.Done done) {
      return new Reply.Created<>(new Issued(view(done.number()), secret));
    }

    @Override
    public Reply<Issued> repeated(long number, int count) {
      var view = view(number);
      return view.application().deleted()
          ? APPLICATION.refuseGone()
          : new Reply.Ok<>(new Issued(view, Secret.NONE));
    }

    /// Two tokens of 128 random bits were equal: the random source is broken.
    @Override
    public Reply<Issued> refused(Outcome outcome) {
      throw new IllegalStateException("unexpected outcome of creating an application: " + outcome);
    }

    private TenantStore.View view(long number) {
      return served(rows().application(new ApplicationId(number)), TenantStore.View::application)
          .orElseThrow();
    }
  }

  private TenantStore rows() {
    pipeline.requireServed(TenantChange.STREAM);
    return store;
  }

  /// An application's own row is the server's stream's, the count of its chats its own stream's.
  private <T> Optional<T> served(Optional<T> found, Function<T, Application> application) {
    found.ifPresent(it -> pipeline.requireServed(application.apply(it).id().stream()));
    return found;
  }

  private Optional<Application> known(Function<ApplicationCache, Optional<Application>> asked) {
    pipeline.requireServed(TenantChange.STREAM);
    return served(asked.apply(known), application -> application);
  }

  /// The application with this token, deleted or not.
  public Optional<Application> lookUp(Token token) {
    return known(applications -> applications.application(token));
  }

  /// The only application that there is; the first call makes one. Empty: there are several.
  public Optional<Application> only() {
    var two = list(new Page.After(0, 2));
    return switch (two.size()) {
      case 0 -> makeOnly(1);
      case 1 -> Optional.of(two.getFirst().application());
      default -> Optional.empty();
    };
  }

  /// @param time how often it is made: one that was deleted has used up its key
  private Optional<Application> makeOnly(int time) {
    var name = new ApplicationName("Plaza");
    return switch (create(RequestOptions.keyed("the-only-application-" + time), name, List.of())) {
      case Reply.Created<Issued>(var issued) -> Optional.of(issued.view().application());
      case Reply.Ok<Issued>(var issued) -> Optional.of(issued.view().application());
      case Reply.Refused<Issued>(var refusal)
      when refusal.equals(APPLICATION.gone()) -> makeOnly(time + 1);
      case Reply<Issued> _ -> Optional.empty();
    };
  }

  /// The application with this internal number, deleted or not.
  public Optional<Application> lookUp(ApplicationId id) {
    return known(applications -> applications.application(id));
  }

  public Reply<TenantStore.View> find(Token token) {
    return APPLICATION.found(
        served(rows().application(token), TenantStore.View::application),
        view -> view.application().deleted());
  }

  /// Applications in order of creates; the numbers of the page are internal ids.
  public List<TenantStore.View> list(Page page) {
    pipeline.requireAllServed();
    return store.applications(page);
  }

  public Reply<TenantStore.View> change(Token token, List<ApplicationEdit> edits, IfMatch ifMatch) {
    return onLive(token, application -> {
      if (edits.isEmpty()) {
        return ifMatch.admits(application.position())
            ? find(token)
            : new Reply.Refused<>(Reply.Refusal.STALE);
      }
      var change = new TenantChange.ApplicationChanged(application.id(), edits, ifMatch);
      return updates.change(APPLICATION, change, () -> find(token));
    });
  }

  /// Deletes the application; deleting again says the same.
  public Reply<TenantStore.View> delete(Token token, IfMatch ifMatch) {
    var found = lookUp(token);
    if (found.isEmpty()) {
      return APPLICATION.refuseMissing();
    }
    if (found.get().deleted()) {
      return new Reply.Deleted<>();
    }
    var change = new TenantChange.ApplicationDeleted(found.get().id(), ifMatch);
    return updates.delete(APPLICATION, change);
  }

  <T> Reply<T> onLive(Token token, Function<Application, Reply<T>> then) {
    return switch (find(token)) {
      case Reply.Ok<TenantStore.View>(var view) -> then.apply(view.application());
      case Reply.Refused<TenantStore.View>(var refusal) -> new Reply.Refused<>(refusal);
      case Reply<TenantStore.View> other ->
        throw new IllegalStateException("unexpected outcome of a lookup: " + other);
    };
  }

  /// The application that this secret opens; empty when it opens none.
  public Optional<Application> opened(Secret secret) {
    return secret.hasForm() ? opened(SecretHash.of(secret)) : Optional.empty();
  }

  /// The application that the secret with this hash opens; empty when it opens none any more.
  public Optional<Application> opened(SecretHash secret) {
    return known(applications -> applications.opened(secret));
  }

  /// Whether the secret with this hash is the operator's key as it is now.
  public boolean isOperator(SecretHash secret) {
    var hash = secret.hex().getBytes(US_ASCII);
    return rows()
        .operator()
        .map(known -> MessageDigest.isEqual(known.hex().getBytes(US_ASCII), hash))
        .orElse(false);
  }

  /// Creates the first operator's key; nothing if there is one. Of nodes that start at the same
  /// time one gives it: to the others its key in the log is taken.
  public Optional<Secret> firstOperatorKey() {
    if (rows().operator().isPresent()) {
      return Optional.empty();
    }
    var secret = Secret.random(Secret.OPERATOR_PREFIX, random);
    var hash = SecretHash.of(secret);
    var request =
        new RequestKey.Keyed(FIRST_OPERATOR_KEY, Digest.of(hash.hex().getBytes(US_ASCII)));
    var outcome = pipeline.change(pipeline.now(), request, new TenantChange.OperatorKeySet(hash));
    if (outcome instanceof Outcome.KeyReused) {
      return Optional.empty();
    }
    requireDone(outcome);
    return Optional.of(secret);
  }

  /// Gives the operator a new key; the one before opens nothing any more.
  public Secret renewOperatorKey() {
    var secret = Secret.random(Secret.OPERATOR_PREFIX, random);
    var outcome = pipeline.change(
        pipeline.now(), RequestKey.UNKEYED, new TenantChange.OperatorKeySet(SecretHash.of(secret)));
    requireDone(outcome);
    return secret;
  }

  private static void requireDone(Outcome outcome) {
    if (!(outcome instanceof Outcome.Done)) {
      throw new IllegalStateException(
          "unexpected outcome of setting the operator's key: " + outcome);
    }
  }
}
