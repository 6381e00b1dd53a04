package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.event.RequestKey;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkTerms;
import plaza.core.link.Links;
import plaza.core.link.Target;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.UnavailableException;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Settings;
import plaza.core.tenant.Token;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.embedded.memory.HeapCache;

/// Links and their visits over three partitions.
class LinksTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Target TARGET = new Target("https://example.com/");
  private static final Target OTHER = new Target("https://example.com/other");
  private static final Code CODE = new Code("Mine");

  @TempDir
  private Path directory = Path.of("");

  private static Application application(long id, Settings.LinkCodes codes) {
    var settings = Settings.DEFAULT.with(Settings.LINK_CODES, codes);
    return new Application(
        new ApplicationId(id),
        new Token(String.format("%032x", id)),
        new ApplicationName("App"),
        settings,
        NOON,
        NOON,
        false,
        1,
        id);
  }

  private static final Application ANN = application(1, Settings.LinkCodes.PLAIN);
  private static final Application BEN = application(2, Settings.LinkCodes.PERMUTED);

  private static Link made(Reply<Link> reply) {
    assertThat(reply).isInstanceOf(Reply.Created.class);
    return ((Reply.Created<Link>) reply).value();
  }

  private static Reply<Link> named(Links links, Application application, Code code) {
    return links.createNamed(application, RequestOptions.PLAIN, code, LinkTerms.to(TARGET));
  }

  private static Code next(Links links) {
    return made(links.create(ANN, RequestOptions.PLAIN, LinkTerms.to(TARGET))).code();
  }

  @Test
  void a_link_is_changed_only_by_its_owner_and_only_as_he_knows_it() throws Exception {
    try (var town = new Town(directory, 1)) {
      var links = town.links();
      var link = made(named(links, ANN, CODE));
      List<LinkEdit> edits = List.of(new LinkEdit.ToTarget(OTHER), new LinkEdit.Title("New"));

      assertThat(links.change(BEN, CODE, edits, IfMatch.ANY))
          .isEqualTo(new Reply.Refused<>(Links.LINK.missing()));
      assertThat(links.change(ANN, CODE, edits, IfMatch.NEVER))
          .isEqualTo(new Reply.Refused<>(Refusal.STALE));
      assertThat(links.find(ANN.id(), CODE)).isEqualTo(new Reply.Ok<>(link));
      links.change(ANN, CODE, edits, new IfMatch(List.of(link.position())));

      var changed = town.database.links().link(CODE).orElseThrow();
      assertThat(changed.terms().target()).isEqualTo(OTHER);
      assertThat(changed.terms().title()).isEqualTo("New");
      assertThat(changed.number()).isEqualTo(link.number());
    }
  }

  @Test
  void what_is_over_all_links_waits_until_every_partition_is_served() throws Exception {
    try (var town = new Town(directory, 1)) {
      var links = town.links();
      named(links, ANN, CODE);
      assertThat(links.list(ANN.id(), LinkQuery.ALL, 0, 9).total()).isEqualTo(1);

      // Bytes that this program can't read stop the partition.
      var event = town.event(77, 1, RequestKey.UNKEYED, Town.post(Town.chat(1), "x"));
      town.log.append(0, List.of(Town.newer(event)));
      await().until(() -> town.pipeline.states().getFirst() instanceof PartitionState.Stopped);

      for (ThrowingCallable reading : List.<ThrowingCallable>of(
          () -> links.list(ANN.id(), LinkQuery.ALL, 0, 9),
          () -> links.same(ANN.id(), LinkTerms.to(TARGET)),
          () -> links.tags(ANN.id()),
          () -> links.tagged(ANN.id(), "tag"),
          () -> links.crawlable(9),
          () -> links.retag(ANN, "tag", "other"))) {
        assertThatThrownBy(reading).isInstanceOf(UnavailableException.class);
      }
    }
  }

  @Test
  void the_code_of_a_deleted_link_leads_nowhere_and_is_nobodys_again() throws Exception {
    try (var town = new Town(directory, 1)) {
      var links = town.links();
      named(links, ANN, CODE);

      assertThat(links.delete(BEN.id(), CODE, IfMatch.ANY))
          .isEqualTo(new Reply.Refused<>(Links.LINK.missing()));
      assertThat(links.delete(ANN.id(), CODE, IfMatch.ANY)).isEqualTo(new Reply.Deleted<>());
      assertThat(links.delete(ANN.id(), CODE, IfMatch.ANY)).isEqualTo(new Reply.Deleted<>());

      assertThat(links.find(ANN.id(), CODE)).isEqualTo(new Reply.Refused<>(Links.LINK.missing()));
      for (var application : List.of(ANN, BEN)) {
        assertThat(named(links, application, CODE))
            .isEqualTo(new Reply.Refused<>(Links.CODE_TAKEN));
      }
    }
  }

  @Test
  void what_is_next_passes_over_what_somebody_has_chosen() throws Exception {
    var chosen = Stream.of("a", "b", "d", "e", "f", "h").map(Code::new).toList();
    try (var town = new Town(directory, 1)) {
      var links = town.links();
      chosen.forEach(code -> made(named(links, BEN, code)));

      var given = Stream.generate(() -> next(links)).limit(200).toList();

      assertThat(given).doesNotHaveDuplicates().doesNotContainAnyElementsOf(chosen);
      assertThat(given).contains(new Code("c"), new Code("g"), new Code("i"));
    }
  }

  @Test
  void no_code_is_given_again_after_a_restart() throws Exception {
    List<Code> before;
    try (var town = new Town(directory, 1)) {
      var links = town.links();
      before = Stream.generate(() -> next(links)).limit(50).toList();
    }
    try (var town = new Town(directory, 2)) {
      var links = town.links();
      var after = Stream.generate(() -> next(links)).limit(50).toList();

      assertThat(after).doesNotHaveDuplicates().doesNotContainAnyElementsOf(before);
    }
  }

  @Test
  void a_group_of_visits_that_is_handed_in_again_is_counted_once() throws Exception {
    try (var town = new Town(directory, 1)) {
      var seen = new VisitRecord(NOON, ClientProfile.NONE, VisitRequest.NONE);
      var visit = new Visit(new VisitTarget.OfLink(ANN.id(), CODE), seen, 5);
      var stream = town.database.codes().stream(CODE);
      var first = new VisitChange.VisitsGathered(stream, 9, 1, List.of(visit, visit));
      var second = new VisitChange.VisitsGathered(stream, 9, 2, List.of(visit));

      for (var group : List.of(first, first, second, first, second)) {
        town.send(group);
      }

      assertThat(town.database.visits().total(CODE).visits()).isEqualTo(3);
      town.send(new VisitChange.VisitsGathered(stream, 10, 1, List.of(visit)));
      assertThat(town.database.visits().total(CODE).visits()).isEqualTo(4);
      assertThat(town.database.visits().total(ANN.id()).visits()).isEqualTo(4);
    }
  }

  /// Links in memory whom nobody tells of changes.
  private static LinkCache unannounced(Town town) {
    return new LinkCache(
        town.database.links(),
        town.store(),
        town.pipeline,
        town.database.codes(),
        town.policies(),
        HeapCache::new,
        LinkCache.BYTES_MAX);
  }

  @Test
  void what_is_in_memory_follows_the_rows_when_nobody_announces_them() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.application();
      var known = unannounced(town);
      try (var follower = known.follower()) {
        follower.start();
        assertThat(known.find(CODE)).isInstanceOf(Found.Nowhere.class);

        named(town.links(), ANN, CODE);
        await().until(() -> known.find(CODE) instanceof Found.Leads);
        town.links().delete(ANN.id(), CODE, IfMatch.ANY);

        await().until(() -> known.find(CODE) instanceof Found.Nowhere);
      }
    }
  }

  @Test
  void a_link_that_is_in_memory_as_it_is_now_stays_there() throws Exception {
    var later = List.of(new Code("later"), new Code("latest"));
    try (var town = new Town(directory, 1)) {
      town.application();
      var known = unannounced(town);
      try (var follower = known.follower()) {
        follower.start();
        for (var code : later) {
          assertThat(known.find(code)).isInstanceOf(Found.Nowhere.class);
        }
        named(town.links(), ANN, later.getFirst());
        await().until(() -> known.find(later.getFirst()) instanceof Found.Leads);

        named(town.links(), ANN, CODE);
        assertThat(known.find(CODE)).isInstanceOf(Found.Leads.class);
        named(town.links(), ANN, later.getLast());
        await().until(() -> known.find(later.getLast()) instanceof Found.Leads);

        assertThat(known.peek(CODE)).isPresent();
      }
    }
  }
}
