package plaza.core.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import plaza.core.event.Change;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.port.Store;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantChange;
import plaza.core.tenant.TenantStore;

/// Deletes the links of deleted applications, and then what else belongs to a link: its visits.
/// The links do not redirect meanwhile, see [TargetPolicies]; this deletes the rows.
///
/// It follows applications and links by their positions and may repeat itself: deleting twice
/// changes nothing. A link that is made while its application is deleted is found as a link that
/// has changed. Of each partition the node that applies it is the one that deletes.
public final class LinkCloser {
  private static final String NAME = "link-closer";
  private static final String OF_APPLICATIONS = "link-closer-applications";
  private static final int BATCH_MAX = 500;

  /// How often it looks when no deletion is announced.
  private static final Duration EVERY = Duration.ofSeconds(2);

  /// How long after a link's deletion its visits are deleted: what other nodes have gathered of it
  /// is in the log by then.
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /// What belongs to a link, and ends when its application does.
  @FunctionalInterface
  public interface Belongings {
    /// The change that deletes all of it.
    Change deletion(Link link);
  }

  private final Pipeline pipeline;
  private final Store store;
  private final LinkStore links;
  private final TenantStore tenants;
  private final Codes codes;
  private final Belongings belongings;

  public LinkCloser(
      Pipeline pipeline,
      Store store,
      LinkStore links,
      TenantStore tenants,
      Codes codes,
      Belongings belongings) {
    this.pipeline = pipeline;
    this.store = store;
    this.links = links;
    this.tenants = tenants;
    this.codes = codes;
    this.belongings = belongings;
  }

  /// The follower that deletes; receives announcements.
  public Follower follower() {
    return new Follower(NAME, this::step, LinkCloser::concerns);
  }

  private static boolean concerns(Announcement announcement) {
    return announcement.applied().stream()
        .anyMatch(applied -> applied.event().change() instanceof TenantChange.ApplicationDeleted
            && applied.outcome() instanceof Outcome.Done);
  }

  private Duration step() {
    var epoch = store.epoch();
    var more = false;
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      if (pipeline.owns(partition)) {
        more |= closeApplications(epoch, partition);
        more |= closeLinks(epoch, partition);
      }
    }
    return more ? Duration.ZERO : EVERY;
  }

  private boolean closeApplications(String epoch, int partition) {
    var changed = tenants.changed(partition, store.receiver(OF_APPLICATIONS, partition), BATCH_MAX);
    if (changed.isEmpty()) {
      return false;
    }
    changed.stream().filter(Application::deleted).forEach(this::closeAll);
    store.moveReceiver(epoch, OF_APPLICATIONS, partition, changed.getLast().position());
    return true;
  }

  private void closeAll(Application application) {
    for (var last = 0L; ; ) {
      var page = links.ofApplication(application.id(), last, BATCH_MAX);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(link -> close(link, application));
      last = page.getLast().number();
    }
  }

  /// A link that its owner had deleted before does not change any more, so it is not found again.
  private void close(Link link, Application application) {
    if (!link.deleted()) {
      queue(deletion(link));
    } else if (link.updatedAt().isBefore(application.updatedAt())) {
      queue(belongings.deletion(link));
    }
  }

  private Change deletion(Link link) {
    return new LinkChange.LinkDeleted(
        link.application(), link.code(), codes.stream(link.code()), IfMatch.ANY);
  }

  private void queue(Change change) {
    pipeline.queue(pipeline.now(), RequestKey.UNKEYED, change);
  }

  /// Also finds what an earlier version has left behind: the first time it looks at all links.
  private boolean closeLinks(String epoch, int partition) {
    var seen = store.receiver(NAME, partition);
    var changed = links.changedLinks(partition, seen, BATCH_MAX);
    var ended = new HashMap<ApplicationId, Boolean>();
    var last = seen;
    var waits = false;
    for (var link : changed) {
      var ends = isOfDeleted(link, ended);
      if (ends && !link.deleted()) {
        queue(deletion(link));
      }
      // Those behind the first one that waits come again.
      waits |= ends && link.deleted() && !isSettled(link);
      if (!waits) {
        if (ends && link.deleted()) {
          queue(belongings.deletion(link));
        }
        last = link.position();
      }
    }
    if (last == seen) {
      return false;
    }
    store.moveReceiver(epoch, NAME, partition, last);
    return true;
  }

  /// An owner whose row is not there is not deleted: the store may lack it for a while, after an
  /// older copy of it was put back.
  private boolean isOfDeleted(Link link, Map<ApplicationId, Boolean> known) {
    return known.computeIfAbsent(
        link.application(),
        id ->
            tenants.application(id).filter(view -> view.application().deleted()).isPresent());
  }

  /// A clock that was set back must not keep it waiting.
  private boolean isSettled(Link link) {
    var age = Duration.between(link.updatedAt(), pipeline.now());
    return age.isNegative() || age.compareTo(SETTLED) >= 0;
  }
}
