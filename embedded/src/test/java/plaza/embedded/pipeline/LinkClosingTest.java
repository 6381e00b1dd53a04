package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.link.Code;
import plaza.core.link.LinkBlockCache;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.LinkChange;
import plaza.core.link.LinkCloser;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.core.link.TargetPolicies;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.TenantChange;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.embedded.memory.HeapCache;

/// Links of applications that are deleted, over three partitions.
class LinkClosingTest {
  private static final ApplicationId ANN = new ApplicationId(1);
  private static final ApplicationId BEN = new ApplicationId(2);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Code BENS = new Code("bens");
  private static final int LINKS = 12;

  /// Longer than any step of the closer takes.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path directory = Path.of("");

  private static Code code(int number) {
    return new Code("link" + number);
  }

  private static void make(Town town, ApplicationId owner, Code code) {
    var stream = town.database.codes().stream(code);
    town.send(new LinkChange.LinkNamed(
        owner, code, stream, LinkTerms.to(new Target("https://example.com/"))));
    var sighting = new VisitRecord(NOON, ClientProfile.NONE, VisitRequest.NONE);
    town.send(new VisitChange.VisitWanted(
        stream, 9, new Visit(new VisitTarget.OfLink(owner, code), sighting, 1)));
  }

  private static void makeAll(Town town) {
    town.application();
    town.application();
    IntStream.range(0, LINKS).forEach(number -> make(town, ANN, code(number)));
    make(town, BEN, BENS);
  }

  private static void deleteAnn(Town town) {
    town.send(new TenantChange.ApplicationDeleted(ANN, IfMatch.ANY));
  }

  private static Follower closer(Town town) {
    var codes = town.database.codes();
    return new LinkCloser(
            town.pipeline,
            town.store(),
            town.database.links(),
            town.database.tenants(),
            codes,
            link -> {
              var place = new VisitTarget.OfLink(link.application(), link.code());
              return new VisitChange.VisitsCleared(place.stream(codes), place);
            })
        .follower();
  }

  private static void awaitDeleted(Town town, Code code) {
    await()
        .atMost(PATIENCE)
        .until(() -> town.database.links().link(code).orElseThrow().deleted());
  }

  private static boolean isOver(Town town, Code code) {
    return town.database.links().link(code).orElseThrow().deleted()
        && town.database.visits().total(code).visits() == 0;
  }

  @Test
  void links_and_visits_of_a_deleted_application_end_and_nobody_elses() throws Exception {
    try (var town = new Town(directory, 1);
        var closer = closer(town)) {
      makeAll(town);
      deleteAnn(town);
      closer.start();
      awaitDeleted(town, code(LINKS - 1));
      assertThat(isOver(town, code(0)))
          .as("visits stay until none is in memory")
          .isFalse();
      town.pass(Duration.ofMinutes(1));

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(IntStream.range(0, LINKS)).allMatch(number -> isOver(town, code(number))));

      assertThat(town.database.visits().total(ANN).total()).isZero();
      assertThat(town.database.links().link(BENS).orElseThrow().deleted()).isFalse();
      assertThat(town.database.visits().total(BENS).visits()).isEqualTo(1);
    }
  }

  @Test
  void a_link_whose_owner_is_not_in_the_store_yet_stays() throws Exception {
    try (var town = new Town(directory, 1);
        var closer = closer(town)) {
      make(town, ANN, code(0));

      var _ = closer.take(Duration.ZERO);

      // Behind all that the closer may have handed in of this link.
      make(town, ANN, code(0));
      assertThat(closer.trouble()).isEmpty();
      assertThat(town.database.links().link(code(0)).orElseThrow().deleted()).isFalse();
    }
  }

  @Test
  void links_that_a_request_makes_while_its_application_is_deleted_end_too_after_a_restart()
      throws Exception {
    try (var town = new Town(directory, 1);
        var closer = closer(town)) {
      makeAll(town);
      deleteAnn(town);
      closer.start();
      awaitDeleted(town, code(LINKS - 1));
    }
    try (var town = new Town(directory, 2);
        var closer = closer(town)) {
      var late = new Code("late");
      make(town, ANN, late);
      closer.start();
      awaitDeleted(town, late);
      town.pass(Duration.ofMinutes(1));

      await().atMost(PATIENCE).until(() -> isOver(town, late) && isOver(town, code(0)));
    }
  }

  @Test
  void a_link_leads_nowhere_as_soon_as_its_application_is_deleted_or_it_is_blocked()
      throws Exception {
    try (var town = new Town(directory, 1)) {
      makeAll(town);
      var applications = new ApplicationCache(town.database.tenants(), HeapCache::new);
      var blocks = new LinkBlockCache(town.database.tenants());
      var blocksFollower = blocks.follower();
      var policies = new TargetPolicies(applications, blocks);
      var known = new LinkCache(
          town.database.links(),
          town.store(),
          town.pipeline,
          town.database.codes(),
          policies,
          HeapCache::new,
          LinkCache.BYTES_MAX);
      List.of(applications, known, blocksFollower).forEach(town.pipeline::announceTo);
      try (blocksFollower) {
        blocksFollower.start();
        assertThat(known.find(code(0))).isInstanceOf(Found.Leads.class);
        assertThat(known.find(BENS)).isInstanceOf(Found.Leads.class);
        assertThat(known.peek(BENS)).isPresent();

        deleteAnn(town);
        town.send(new TenantChange.LinkBlocked(LinkBlock.Kind.CODE, BENS.text(), "Phishing"));

        assertThat(known.find(code(0))).isInstanceOf(Found.Nowhere.class);
        assertThat(known.peek(code(0))).isEmpty();
        await().until(() -> known.find(BENS) instanceof Found.Nowhere);
        town.send(new TenantChange.LinkUnblocked(LinkBlock.Kind.CODE, BENS.text()));
        await().until(() -> known.find(BENS) instanceof Found.Leads);
      }
    }
  }
}
