package plaza.core.tenant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import plaza.core.event.Event;
import plaza.core.event.Format;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.pipeline.UnitOfWork;
import plaza.core.port.Transaction;

/// What changes of applications and keys do to their rows.
public final class TenantFeature implements Feature {
  /// How its events are written.
  public static final Format FORMAT = new TenantFormat();

  private final TenantStore store;

  public TenantFeature(TenantStore store) {
    this.store = store;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public Work begin(Transaction transaction, List<Event> events) {
    return new Batch(store.rows(transaction), events);
  }

  private static final class Batch implements Work {
    private final TenantStore.Rows rows;
    private final UnitOfWork<ApplicationId, Application> applications;
    private final Set<Token> taken;
    private final UnitOfWork<KeyId, ApplicationKey> keys = new UnitOfWork<>(Map.of());
    private final Map<ApplicationId, Integer> liveKeys = new HashMap<>();
    private long lastApplication;

    Batch(TenantStore.Rows rows, List<Event> events) {
      this.rows = rows;
      var ids = new HashSet<ApplicationId>();
      var tokens = new HashSet<Token>();
      for (var event : events) {
        switch ((TenantChange) event.change()) {
          case TenantChange.ApplicationCreated created -> tokens.add(created.token());
          case TenantChange.ApplicationChanged changed -> ids.add(changed.application());
          case TenantChange.ApplicationDeleted deleted -> ids.add(deleted.application());
          case TenantChange.KeyAdded added -> ids.add(added.application());
          case TenantChange.KeyRevoked revoked -> ids.add(revoked.application());
          case TenantChange.OperatorKeySet _ -> {}
          case TenantChange.OfLinkBlock _ -> {}
        }
      }
      this.applications = new UnitOfWork<>(rows.applications(ids));
      this.taken = new HashSet<>(rows.taken(tokens));
      this.lastApplication = tokens.isEmpty() ? 0 : rows.lastApplication();
    }

    @Override
    public Outcome apply(Event event, Positions positions) {
      return switch ((TenantChange) event.change()) {
        case TenantChange.ApplicationCreated created -> create(created, event, positions);
        case TenantChange.ApplicationChanged changed ->
          onLive(changed.application(), changed.ifMatch(), positions, (application, position) -> {
            var edited = edited(application.name(), application.settings(), changed.edits());
            return application.change(edited.name(), edited.settings(), event.at(), position);
          });
        case TenantChange.ApplicationDeleted deleted ->
          onLive(
              deleted.application(),
              deleted.ifMatch(),
              positions,
              (application, position) -> application.delete(event.at(), position));
        case TenantChange.KeyAdded added -> addKey(added, event, positions);
        case TenantChange.KeyRevoked revoked -> revokeKey(revoked, positions);
        case TenantChange.OperatorKeySet set -> {
          var position = positions.next();
          rows.setOperator(set.hash(), position);
          yield new Outcome.Done(0, 0, position);
        }
        case TenantChange.LinkBlocked blocked -> block(blocked, event, positions);
        case TenantChange.LinkUnblocked unblocked ->
          rows.removeLinkBlock(unblocked.kind(), unblocked.value())
              ? new Outcome.Done(0, 0, positions.next())
              : new Outcome.Missing();
      };
    }

    /// Blocks are few, and written by hand: row by row.
    private Outcome block(TenantChange.LinkBlocked blocked, Event event, Positions positions) {
      if (rows.linkBlocks(blocked.kind()) >= LinkBlock.COUNT_MAX
          && !rows.removeLinkBlock(blocked.kind(), blocked.value())) {
        return new Outcome.LimitReached();
      }
      var position = positions.next();
      rows.putLinkBlock(
          new LinkBlock(blocked.kind(), blocked.value(), blocked.reason(), event.at()), position);
      return new Outcome.Done(0, 0, position);
    }

    private Outcome create(
        TenantChange.ApplicationCreated created, Event event, Positions positions) {
      if (!taken.add(created.token())) {
        return new Outcome.Taken();
      }
      var position = positions.next();
      var id = new ApplicationId(++lastApplication);
      var edited = edited(created.name(), Settings.DEFAULT, created.edits());
      applications.insert(
          id,
          new Application(
              id,
              created.token(),
              edited.name(),
              edited.settings(),
              event.at(),
              event.at(),
              false,
              1,
              position));
      keys.insert(
          created.key(),
          new ApplicationKey(id, 1, created.key(), created.hash(), event.at(), false, position));
      liveKeys.put(id, 1);
      return new Outcome.Done(id.value(), 1, position);
    }

    private record Edited(ApplicationName name, Settings settings) {}

    private static Edited edited(
        ApplicationName name, Settings settings, List<ApplicationEdit> edits) {
      for (var edit : edits) {
        settings = edit.applyTo(settings);
        if (edit instanceof ApplicationEdit.Name(var newName)) {
          name = newName;
        }
      }
      return new Edited(name, settings);
    }

    private Outcome onLive(
        ApplicationId id,
        IfMatch ifMatch,
        Positions positions,
        BiFunction<Application, Long, Application> change) {
      var found = applications.find(id);
      if (found.isEmpty()) {
        return new Outcome.Missing();
      }
      var application = found.get();
      if (application.deleted()) {
        return new Outcome.Gone();
      }
      if (!ifMatch.admits(application.position())) {
        return new Outcome.Stale();
      }
      var position = positions.next();
      applications.update(id, change.apply(application, position));
      return new Outcome.Done(0, 0, position);
    }

    private Outcome addKey(TenantChange.KeyAdded added, Event event, Positions positions) {
      if (applications.find(added.application()).filter(a -> !a.deleted()).isPresent()
          && live(added.application()) >= ApplicationKey.LIVE_MAX) {
        return new Outcome.LimitReached();
      }
      var number = new long[1];
      var outcome = onLive(added.application(), IfMatch.ANY, positions, (application, position) -> {
        number[0] = application.lastKey() + 1;
        keys.insert(
            added.key(),
            new ApplicationKey(
                application.id(),
                number[0],
                added.key(),
                added.hash(),
                event.at(),
                false,
                position));
        return application.withKey(number[0], position);
      });
      if (outcome instanceof Outcome.Done(var _, var _, var position)) {
        liveKeys.put(added.application(), live(added.application()) + 1);
        return new Outcome.Done(number[0], 1, position);
      }
      return outcome;
    }

    private int live(ApplicationId application) {
      return liveKeys.computeIfAbsent(application, rows::liveKeys);
    }

    private Outcome revokeKey(TenantChange.KeyRevoked revoked, Positions positions) {
      var found = keys.find(revoked.key()).or(() -> read(revoked));
      if (found.isEmpty() || !found.get().application().equals(revoked.application())) {
        return new Outcome.Missing();
      }
      if (found.get().revoked()) {
        return new Outcome.Gone();
      }
      var position = positions.next();
      keys.update(revoked.key(), found.get().revoke(position));
      liveKeys.put(revoked.application(), live(revoked.application()) - 1);
      return new Outcome.Done(0, 0, position);
    }

    private Optional<ApplicationKey> read(TenantChange.KeyRevoked revoked) {
      var read = rows.keys(revoked.application(), Set.of(revoked.key()));
      return Optional.ofNullable(read.get(revoked.key()));
    }

    @Override
    public void flush() {
      rows.insertApplications(applications.inserted());
      rows.updateApplications(applications.updated());
      rows.insertKeys(keys.inserted());
      rows.updateKeys(keys.updated());
    }
  }
}
