package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plaza.core.link.Code;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Counts;
import plaza.core.visit.Dimension;
import plaza.core.visit.Period;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;

/// The contract of [VisitStore].
public abstract class VisitStoreContract extends DatabaseContract {
  private static final Code LOWER = new Code("code");
  private static final Code UPPER = new Code("CODE");

  private static VisitTarget link(ApplicationId application, Code code) {
    return new VisitTarget.OfLink(application, code);
  }

  private static VisitRecord seen(Instant at, boolean bot) {
    return new VisitRecord(
        at,
        new ClientProfile("example.com", "Firefox", "Linux", "desktop", "de", bot),
        new VisitRequest("Mozilla/5.0", "https://example.com/a", "/code?x"));
  }

  private static VisitStats tally(Code code, int visits) {
    var tally = new VisitStats();
    for (int i = 0; i < visits; i++) {
      tally.add(new Visit(link(ANN, code), seen(NOON, false), new SplittableRandom(i).nextLong()));
    }
    return tally;
  }

  private void put(Map<TimeBucket, VisitStats> tallies) {
    batch(1, transaction -> opened().visits().rows(transaction).putTallies(tallies));
  }

  @Test
  void hours_come_back_in_their_order_and_all_visits_are_no_hour() {
    put(Map.of(
        new TimeBucket(LOWER, 7), tally(LOWER, 70),
        new TimeBucket(LOWER, 5), tally(LOWER, 5),
        new TimeBucket(LOWER, TimeBucket.ALWAYS), tally(LOWER, 75),
        new TimeBucket(UPPER, 6), tally(UPPER, 6)));
    openAgain();
    var visits = opened().visits();

    assertThat(visits.total(LOWER).visits()).isEqualTo(75);
    assertThat(visits.total(LOWER).visitorCount().visitors()).isBetween(70L, 80L);
    assertThat(visits.total(LOWER).by(Dimension.BROWSER))
        .containsExactly(Map.entry("Firefox", 75L));
    assertThat(visits.total(UPPER).visits()).isZero();
    assertThat(visits.tallies(LOWER, 1, 100))
        .extracting(hour -> hour.slot().number(), hour -> hour.tally().visits())
        .containsExactly(tuple(5L, 5L), tuple(7L, 70L));
    assertThat(visits.tallies(LOWER, 6, 7)).isEmpty();
    assertThat(visits.tallies(LOWER, 7, 8)).hasSize(1);
    assertThat(visits.headcounts(LOWER, 6, 100)).singleElement().satisfies(hour -> {
      assertThat(hour.slot()).isEqualTo(new TimeBucket(LOWER, 7));
      assertThat(hour.visitorCount().counts()).isEqualTo(new Counts(70, 0));
      assertThat(hour.visitorCount().visitors()).isBetween(65L, 75L);
    });
  }

  @Test
  void days_are_apart_from_hours_and_from_all_visits() {
    put(Map.of(
        new TimeBucket(LOWER, TimeBucket.ofDay(0)), tally(LOWER, 1),
        new TimeBucket(LOWER, TimeBucket.ofDay(5)), tally(LOWER, 5),
        new TimeBucket(LOWER, TimeBucket.ofDay(7)), tally(LOWER, 7),
        new TimeBucket(LOWER, TimeBucket.ALWAYS), tally(LOWER, 13),
        new TimeBucket(LOWER, 7), tally(LOWER, 70)));
    var visits = opened().visits();

    assertThat(visits.tallies(LOWER, TimeBucket.ofDay(7), TimeBucket.ofDay(0)))
        .extracting(day -> day.slot().number(), day -> day.tally().visits())
        .containsExactly(tuple(TimeBucket.ofDay(7), 7L), tuple(TimeBucket.ofDay(5), 5L));
    assertThat(visits.tallies(LOWER, TimeBucket.ofDay(0), TimeBucket.ALWAYS)).hasSize(1);
    assertThat(visits.tallies(LOWER, 1, 100)).hasSize(1);
    assertThat(visits.total(LOWER).visits()).isEqualTo(13);
  }

  @Test
  void a_batch_finds_the_tallies_of_its_slots_and_puts_others_in_their_place() {
    put(Map.of(
        new TimeBucket(LOWER, 5), tally(LOWER, 5), new TimeBucket(UPPER, 5), tally(UPPER, 6)));

    batch(2, transaction -> {
      var rows = opened().visits().rows(transaction);
      var wanted =
          List.of(new TimeBucket(LOWER, 5), new TimeBucket(LOWER, 6), new TimeBucket(UPPER, 5));
      assertThat(rows.tallies(wanted))
          .containsOnlyKeys(new TimeBucket(LOWER, 5), new TimeBucket(UPPER, 5));
      rows.putTallies(Map.of(new TimeBucket(LOWER, 5), tally(LOWER, 9)));
    });

    assertThat(opened().visits().tallies(LOWER, 1, 100))
        .singleElement()
        .satisfies(hour -> assertThat(hour.tally().visits()).isEqualTo(9));
    assertThat(opened().visits().tallies(UPPER, 1, 100))
        .singleElement()
        .satisfies(hour -> assertThat(hour.tally().visits()).isEqualTo(6));
  }

  @Test
  void what_was_counted_of_each_source_is_kept() {
    batch(1, transaction -> {
      var rows = opened().visits().rows(transaction);
      assertThat(rows.counted(List.of(-7L))).isEmpty();
      rows.setCounted(Map.of(-7L, 1L, 8L, 2L));
      rows.setCounted(Map.of(-7L, 3L));
    });

    batch(
        2,
        transaction -> assertThat(opened().visits().rows(transaction).counted(List.of(-7L, 8L, 9L)))
            .containsOnly(Map.entry(-7L, 3L), Map.entry(8L, 2L)));
  }

  @Test
  void totals_are_those_of_each_place_and_of_an_applications_parts() {
    batch(1, transaction -> {
      var rows = opened().visits().rows(transaction);
      rows.putTallies(Map.of(
          new TimeBucket(LOWER, TimeBucket.ALWAYS), tally(LOWER, 7),
          new TimeBucket(LOWER, 5), tally(LOWER, 5),
          new TimeBucket(UPPER, TimeBucket.ALWAYS), tally(UPPER, 2)));
      rows.putTotals(Map.of(ANN.value(), new Counts(7, 1), BEN.value(), new Counts(1, 0)));
      rows.putTotals(Map.of(ANN.value(), new Counts(9, 3)));
    });
    try (var transaction = opened().store().begin(1, 0, 1).orElseThrow()) {
      var rows = opened().visits().rows(transaction);
      assertThat(rows.totals(List.of(ANN.value()))).isEmpty();
      rows.putTotals(Map.of(ANN.value(), new Counts(10, 0)));
      transaction.commit(Position.start(1) + 1);
    }
    openAgain();
    var visits = opened().visits();

    assertThat(visits.totals(List.of("code", "CODE", "none")))
        .containsOnly(Map.entry("code", new Counts(7, 0)), Map.entry("CODE", new Counts(2, 0)));
    assertThat(visits.total(ANN)).isEqualTo(new Counts(19, 3));
    assertThat(visits.total(BEN)).isEqualTo(new Counts(1, 0));
    assertThat(visits.total(new ApplicationId(3))).isEqualTo(Counts.NONE);
    batch(
        2,
        transaction -> assertThat(
                opened().visits().rows(transaction).totals(List.of(ANN.value(), 3L)))
            .containsOnly(Map.entry(ANN.value(), new Counts(9, 3))));
  }

  private void insert(VisitGroup... groups) {
    batch(
        groups[groups.length - 1].number(),
        transaction -> opened().visits().rows(transaction).insertGroups(List.of(groups)));
  }

  private static VisitGroup group(long number, VisitTarget place, VisitRecord... sightings) {
    return new VisitGroup(number, place, List.of(sightings));
  }

  @Test
  void what_is_in_a_group_comes_back() {
    var odd = new VisitRecord(
        NOON,
        new ClientProfile("", "Öde", "世界", "", "", true),
        new VisitRequest("🌍\n\"',", "https://example.com/ä", "/☺?x=%00"));
    var group = group(5, link(BEN, LOWER), odd, seen(NOON.plusMillis(1), false), odd);
    var orphans = group(6, VisitTarget.Orphan.REGULAR_404, odd);
    insert(group, orphans);
    openAgain();

    assertThat(opened().visits().groups(List.of(5L, 6L, 7L)))
        .containsExactlyInAnyOrder(group, orphans);
    assertThat(opened().visits().groups(List.of())).isEmpty();
  }

  private static List<Long> numbers(List<VisitGroup.Head> heads) {
    return heads.stream().map(VisitGroup.Head::number).toList();
  }

  private List<Long> newest(VisitScope among, Period period, boolean bots, int limit) {
    var query = new VisitQuery(among, period, bots);
    return numbers(opened().visits().newest(query, VisitGroup.Behind.NONE, limit));
  }

  @Test
  void groups_are_listed_by_their_last_visit_whosever_they_are() {
    var late = seen(NOON.plusSeconds(9), false);
    var bot = seen(NOON.plusSeconds(2), true);
    insert(
        group(1, link(ANN, LOWER), seen(NOON, false), seen(NOON.plusSeconds(3), false)),
        group(2, link(ANN, UPPER), late),
        group(3, link(ANN, LOWER), bot),
        group(4, link(BEN, new Code("ben")), late),
        group(5, link(ANN, LOWER), late),
        group(6, VisitTarget.Orphan.BASE_URL, late));
    var anns = new VisitScope.Application(ANN);
    var always = Period.ALWAYS;

    assertThat(newest(anns, always, true, 9)).containsExactly(5L, 2L, 1L, 3L);
    assertThat(newest(anns, always, true, 3)).containsExactly(5L, 2L, 1L);
    assertThat(newest(anns, always, false, 9)).containsExactly(5L, 2L, 1L);
    assertThat(newest(VisitScope.link(LOWER), always, true, 9)).containsExactly(5L, 1L, 3L);
    assertThat(newest(VisitScope.link(LOWER), always, true, 2)).containsExactly(5L, 1L);
    assertThat(newest(VisitScope.links(List.of(LOWER, new Code("ben"))), always, false, 9))
        .containsExactly(5L, 4L, 1L);
    assertThat(newest(VisitScope.orphans(), always, true, 9)).containsExactly(6L);
    assertThat(newest(VisitScope.orphans(VisitTarget.Orphan.REGULAR_404), always, true, 9))
        .isEmpty();
    assertThat(newest(anns, new Period(NOON.plusSeconds(3), NOON.plusSeconds(9)), true, 9))
        .containsExactly(1L);
    assertThat(newest(anns, new Period(NOON, NOON.plusSeconds(1)), true, 9)).containsExactly(1L);
    var behind = new VisitGroup.Behind(NOON.plusSeconds(9), 5);
    assertThat(numbers(opened().visits().newest(new VisitQuery(anns, always, true), behind, 2)))
        .containsExactly(2L, 1L);
  }

  /// Groups of many codes, at most a minute long, a few of each code.
  private List<VisitGroup> many(SplittableRandom random) {
    var groups = new ArrayList<VisitGroup>();
    for (long number = 1; number <= 700; number++) {
      var begin = NOON.plus(Duration.ofMinutes(random.nextInt(20)));
      var sightings = random
          .ints(random.nextInt(1, 4), 0, 60_000)
          .mapToObj(i -> seen(begin.plusMillis(i), i % 3 == 0))
          .toArray(VisitRecord[]::new);
      groups.add(group(number, link(ANN, new Code("c" + random.nextInt(300))), sightings));
    }
    return groups;
  }

  @Test
  void a_period_has_whole_groups_and_those_that_it_cuts() {
    var random = new SplittableRandom(1);
    var groups = many(random);
    insert(groups.toArray(VisitGroup[]::new));
    var codes = IntStream.range(0, 290).mapToObj(i -> new Code("c" + i)).toList();
    for (var among : List.of(
        new VisitScope.Application(ANN), VisitScope.link(codes.get(7)), VisitScope.links(codes))) {
      for (int i = 0; i < 20; i++) {
        var from = NOON.plusMillis(random.nextInt(1_200_000));
        var period = new Period(from, from.plusMillis(random.nextInt(600_000)));
        var mine = groups.stream()
            .filter(group -> !(among instanceof VisitScope.Places(var keys))
                || keys.contains(group.place().key()))
            .toList();
        var whole = mine.stream()
            .filter(group -> period.has(group.firstAt()) && period.has(group.lastAt()))
            .map(VisitGroup::counts)
            .reduce(Counts.NONE, Counts::plus);
        var cut = mine.stream()
            .filter(group -> group.firstAt().isBefore(from) && !group.lastAt().isBefore(from))
            .toList();

        assertThat(opened().visits().within(among, period)).isEqualTo(whole);
        assertThat(opened().visits().across(among, from)).containsExactlyInAnyOrderElementsOf(cut);
        assertThat(newest(among, Period.ALWAYS, true, 10))
            .isEqualTo(numbers(mine.stream()
                .map(VisitGroup::head)
                .sorted(VisitGroup.Head.NEWEST_FIRST)
                .limit(10)
                .toList()));
      }
    }
  }

  @Test
  void a_place_that_is_cleared_has_neither_tallies_nor_groups() {
    put(Map.of(
        new TimeBucket(LOWER, 5), tally(LOWER, 5),
        new TimeBucket(LOWER, TimeBucket.ALWAYS), tally(LOWER, 5),
        new TimeBucket(UPPER, 5), tally(UPPER, 6)));
    insert(
        group(2, link(ANN, LOWER), seen(NOON, false)),
        group(3, link(ANN, UPPER), seen(NOON, true)));

    batch(4, transaction -> {
      opened().visits().rows(transaction).clear(List.of());
      opened().visits().rows(transaction).clear(List.of("code", "none"));
    });

    var visits = opened().visits();
    assertThat(visits.total(LOWER).visits()).isZero();
    assertThat(visits.tallies(LOWER, 1, 100)).isEmpty();
    assertThat(visits.tallies(UPPER, 1, 100)).hasSize(1);
    assertThat(newest(new VisitScope.Application(ANN), Period.ALWAYS, true, 9)).containsExactly(3L);
  }
}
