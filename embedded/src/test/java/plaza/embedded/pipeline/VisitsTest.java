package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.event.RequestKey;
import plaza.core.link.Code;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Counts;
import plaza.core.visit.Dimension;
import plaza.core.visit.Period;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitPage.Item;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;
import plaza.core.visit.Visits;

/// Visits that went down the pipeline, looked at in every way, and counted again by hand.
class VisitsTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final ApplicationId ANN = new ApplicationId(1);
  private static final ApplicationId BEN = new ApplicationId(2);
  private static final Code HOT = new Code("hot");
  private static final Code COLD = new Code("cold");
  private static final List<VisitTarget> PLACES = List.of(
      new VisitTarget.OfLink(ANN, HOT),
      new VisitTarget.OfLink(ANN, COLD),
      new VisitTarget.OfLink(BEN, new Code("bens")),
      VisitTarget.Orphan.BASE_URL,
      VisitTarget.Orphan.REGULAR_404);

  @TempDir
  private Path directory = Path.of("");

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Visit> all = new ArrayList<>();
  private long groups;

  private Visits visits(Town town) {
    return new Visits(town.database.visits(), town.pipeline, town.database.codes());
  }

  /// A visit that nothing else is like, so that lists can be compared.
  private Visit visit(VisitTarget place, Instant at) {
    var traits = new ClientProfile(
        "site" + random.nextInt(3), "Firefox", "", "desktop", "de", random.nextInt(4) == 0);
    var trace = new VisitRequest("agent " + random.nextInt(5), "", "/" + all.size());
    return new Visit(place, new VisitRecord(at, traits, trace), random.nextInt(20));
  }

  /// An event with visits of one place, in a time that begins then.
  private void gather(Town town, VisitTarget place, Instant begin, Duration time, int count) {
    var group = new ArrayList<Visit>();
    for (int i = 0; i < count; i++) {
      var visit = visit(place, begin.plusMillis(random.nextLong(time.toMillis())));
      group.add(visit);
      all.add(visit);
    }
    var stream = place.stream(town.database.codes());
    town.send(new VisitChange.VisitsGathered(stream, 9, ++groups, group));
  }

  private void gatherMany(Town town) {
    for (int i = 0; i < 60; i++) {
      var place = PLACES.get(random.nextInt(PLACES.size()));
      var begin = NOON.minus(Duration.ofMinutes(random.nextInt(4_000)));
      gather(town, place, begin, Duration.ofSeconds(90), random.nextInt(1, 40));
    }
    gather(town, PLACES.getFirst(), NOON, Duration.ofMillis(500), VisitGroup.VISITS_MAX * 2 + 7);
  }

  private Predicate<Visit> is(VisitQuery query) {
    Predicate<Visit> among = switch (query.among()) {
      case VisitScope.Application(var id) -> visit -> visit.place().owner() == id.value();
      case VisitScope.Places(var keys) -> visit -> keys.contains(visit.place().key());
    };
    return among
        .and(visit -> query.period().has(visit.sighting().at()))
        .and(visit -> query.bots() || !visit.sighting().traits().bot());
  }

  private Counts recount(VisitQuery query) {
    var found = all.stream()
        .filter(is(new VisitQuery(query.among(), query.period(), true)))
        .collect(Collectors.partitioningBy(visit -> visit.sighting().traits().bot()));
    return new Counts(
        found.getOrDefault(false, List.of()).size(),
        found.getOrDefault(true, List.of()).size());
  }

  private Stream<VisitQuery> queries() {
    var periods = new ArrayList<>(List.of(Period.ALWAYS));
    for (int i = 0; i < 6; i++) {
      var from = NOON.minus(Duration.ofSeconds(random.nextInt(240_000)));
      periods.add(new Period(from, from.plusMillis(random.nextLong(200_000_000))));
    }
    // In the middle of the largest group, and of a minute.
    periods.add(new Period(NOON.plusMillis(100), NOON.plusMillis(300)));
    var amongs = List.of(
        new VisitScope.Application(ANN),
        VisitScope.link(HOT),
        VisitScope.links(List.of(COLD, new Code("bens"), new Code("none"))),
        VisitScope.orphans(),
        VisitScope.orphans(VisitTarget.Orphan.REGULAR_404));
    return periods.stream()
        .flatMap(period -> amongs.stream()
            .flatMap(
                among -> Stream.of(true, false).map(bots -> new VisitQuery(among, period, bots))));
  }

  @Test
  void pages_hold_each_visit_once_and_the_newest_first() throws Exception {
    try (var town = new Town(directory, 1)) {
      gatherMany(town);
      var visits = visits(town);

      queries().forEach(query -> {
        var wanted = all.stream().filter(is(query)).toList();
        var paged = new ArrayList<Item>();
        for (int offset = 0; offset < wanted.size(); offset += 37) {
          var page = visits.page(query, offset, 37);
          assertThat(page.total()).as("%s", query).isEqualTo(wanted.size());
          paged.addAll(page.items());
        }

        assertThat(visits.count(query)).isEqualTo(recount(query));
        assertThat(paged)
            .as("%s", query)
            .containsExactlyInAnyOrderElementsOf(
                wanted.stream().map(v -> new Item(v.place(), v.sighting())).toList());
        assertThat(visits.page(query, wanted.size(), 37).items()).isEmpty();
        // Of the same minute an older one may come first, of an earlier one never.
        assertThat(paged)
            .extracting(item -> item.sighting().at().getEpochSecond() / 60)
            .isSortedAccordingTo(Comparator.reverseOrder());
        var walked = new ArrayList<Item>();
        visits.all(query).forEachRemaining(walked::addAll);
        assertThat(walked).isEqualTo(paged);
      });
    }
  }

  @Test
  void statistics_are_a_recount_of_the_hours_that_begin_in_a_period() throws Exception {
    var hour = Duration.ofHours(1).toMillis();
    try (var town = new Town(directory, 1)) {
      gatherMany(town);
      var visits = visits(town);
      for (var name : List.of("UTC", "Europe/Vienna", "Asia/Kolkata", "America/St_Johns")) {
        var zone = ZoneId.of(name);
        for (int i = 0; i < 20; i++) {
          var from = NOON.minus(Duration.ofSeconds(random.nextInt(240_000)));
          var period = i == 0
              ? Period.ALWAYS
              : new Period(from, from.plusMillis(random.nextLong(200_000_000)));
          var total = new VisitStats();
          var byDay = new TreeMap<LocalDate, Counts>();
          for (var visit : all) {
            var at = visit.sighting().at();
            var begin = Instant.ofEpochMilli(at.toEpochMilli() / hour * hour);
            if (visit.place().key().equals("hot") && period.has(begin)) {
              total.add(visit);
              var one = visit.sighting().traits().bot() ? new Counts(0, 1) : new Counts(1, 0);
              byDay.merge(begin.atZone(zone).toLocalDate(), one, Counts::plus);
            }
          }

          var statistics = visits.statistics(HOT, period, zone);

          assertThat(statistics.total().counts()).isEqualTo(total.counts());
          assertThat(statistics.total().visitorCount().visitors())
              .isEqualTo(total.visitorCount().visitors());
          assertThat(statistics.total().by(Dimension.REFERRER))
              .isEqualTo(total.by(Dimension.REFERRER));
          assertThat(statistics.byDay().keySet()).isEqualTo(byDay.keySet());
          statistics
              .byDay()
              .forEach((day, heads) -> assertThat(heads.counts()).isEqualTo(byDay.get(day)));
        }
      }
    }
  }

  @Test
  void what_is_cleared_is_gone_from_every_sum_and_what_comes_later_is_not() throws Exception {
    try (var town = new Town(directory, 1)) {
      gatherMany(town);
      var visits = visits(town);
      var hot = PLACES.getFirst();
      var before = recount(new VisitQuery(VisitScope.link(HOT), Period.ALWAYS, true));

      assertThat(visits.clear(hot)).isEqualTo(before.total());
      assertThat(visits.clear(hot)).isZero();
      all.removeIf(visit -> visit.place().equals(hot));
      queries().forEach(query -> assertThat(visits.count(query)).isEqualTo(recount(query)));
      assertThat(visits.total(HOT).counts()).isEqualTo(Counts.NONE);

      gather(town, hot, NOON, Duration.ofSeconds(1), 10);
      queries().forEach(query -> assertThat(visits.count(query)).isEqualTo(recount(query)));
      assertThat(visits
              .page(new VisitQuery(VisitScope.link(HOT), Period.ALWAYS, true), 0, 50)
              .items())
          .hasSize(10);
    }
  }

  @Test
  void a_batch_that_gathers_clears_and_gathers_again_is_as_if_they_came_one_by_one()
      throws Exception {
    try (var town = new Town(directory, 1)) {
      var place = PLACES.getFirst();
      var stream = place.stream(town.database.codes());
      var now = NOON;
      gather(town, place, now, Duration.ofSeconds(1), 3);
      var first = visit(place, now);
      var second = visit(place, now);
      // What is queued together is applied together, or it is not: the outcome is the same.
      for (var change : List.of(
          new VisitChange.VisitsGathered(stream, 9, ++groups, List.of(first, first)),
          new VisitChange.VisitsCleared(stream, place))) {
        town.pipeline.queue(now, RequestKey.UNKEYED, change);
      }
      town.send(new VisitChange.VisitsGathered(stream, 9, ++groups, List.of(second)));
      all.clear();
      all.add(second);

      var visits = visits(town);
      var query = new VisitQuery(new VisitScope.Application(ANN), Period.ALWAYS, true);
      assertThat(visits.count(query)).isEqualTo(recount(query));
      assertThat(visits.page(query, 0, 9).items())
          .containsExactly(new Item(place, second.sighting()));
      assertThat(visits.total(HOT).counts()).isEqualTo(recount(query));
      assertThat(town.database.visits().totals(List.of(HOT.text(), COLD.text())))
          .containsOnlyKeys(HOT.text());
    }
  }

  /// The order of all groups, with their numbers.
  private static List<VisitGroup.Head> heads(Town town) {
    var store = town.database.visits();
    return Stream.of(
            new VisitScope.Application(ANN), new VisitScope.Application(BEN), VisitScope.orphans())
        .map(among -> new VisitQuery(among, Period.ALWAYS, true))
        .flatMap(query -> store.newest(query, VisitGroup.Behind.NONE, 1_000).stream())
        .toList();
  }

  @Test
  void a_store_that_is_made_again_from_the_log_in_other_batches_is_the_same() throws Exception {
    List<VisitGroup.Head> before;
    try (var town = new Town(directory, 1)) {
      gatherMany(town);
      visits(town).clear(PLACES.getFirst());
      all.removeIf(visit -> visit.place().equals(PLACES.getFirst()));
      gatherMany(town);
      visits(town).clear(VisitTarget.Orphan.BASE_URL);
      all.removeIf(visit -> visit.place().equals(VisitTarget.Orphan.BASE_URL));
      before = heads(town);
    }
    for (var file : List.of("plaza.db", "plaza.db-wal", "plaza.db-shm")) {
      Files.deleteIfExists(directory.resolve(file));
    }

    try (var town = new Town(directory, 2)) {
      assertThat(heads(town)).isNotEmpty().isEqualTo(before);
      var visits = visits(town);
      queries().forEach(query -> assertThat(visits.count(query)).isEqualTo(recount(query)));
      assertThat(visits.total(HOT).counts())
          .isEqualTo(recount(new VisitQuery(VisitScope.link(HOT), Period.ALWAYS, true)));
    }
  }
}
