package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plaza.core.link.Code;
import plaza.core.visit.Part;
import plaza.core.visit.Slot;
import plaza.core.visit.Tally;
import plaza.core.visit.Traits;
import plaza.core.visit.Visit;

/// What every [VisitStore] promises.
public abstract class VisitStoreContract extends DatabaseContract {
  private static final Code LOWER = new Code("code");
  private static final Code UPPER = new Code("CODE");

  private static Tally tally(Code code, int visits) {
    var tally = new Tally();
    var traits = new Traits("example.com", "Firefox", "Linux", "desktop", "de", false);
    for (int i = 0; i < visits; i++) {
      tally.add(new Visit(code, NOON, traits, new SplittableRandom(i).nextLong()));
    }
    return tally;
  }

  private void put(Map<Slot, Tally> tallies) {
    batch(1, transaction -> opened().visits().rows(transaction).putTallies(tallies));
  }

  @Test
  void hours_come_back_in_their_order_and_all_visits_are_no_hour() {
    put(Map.of(
        new Slot(LOWER, 7), tally(LOWER, 70),
        new Slot(LOWER, 5), tally(LOWER, 5),
        new Slot(LOWER, Slot.ALWAYS), tally(LOWER, 75),
        new Slot(UPPER, 6), tally(UPPER, 6)));
    openAgain();
    var visits = opened().visits();

    assertThat(visits.total(LOWER).visits()).isEqualTo(75);
    assertThat(visits.total(LOWER).visitors()).isBetween(70L, 80L);
    assertThat(visits.total(LOWER).by(Part.BROWSER)).containsExactly(Map.entry("Firefox", 75L));
    assertThat(visits.total(UPPER).visits()).isZero();
    assertThat(visits.hours(LOWER, 1, 100))
        .extracting(hour -> hour.slot().hour(), hour -> hour.tally().visits())
        .containsExactly(tuple(5L, 5L), tuple(7L, 70L));
    assertThat(visits.hours(LOWER, 6, 7)).isEmpty();
    assertThat(visits.hours(LOWER, 7, 8)).hasSize(1);
  }

  @Test
  void a_batch_finds_the_tallies_of_its_slots_and_puts_others_in_their_place() {
    put(Map.of(new Slot(LOWER, 5), tally(LOWER, 5), new Slot(UPPER, 5), tally(UPPER, 6)));

    batch(2, transaction -> {
      var rows = opened().visits().rows(transaction);
      var wanted = List.of(new Slot(LOWER, 5), new Slot(LOWER, 6), new Slot(UPPER, 5));
      assertThat(rows.tallies(wanted)).containsOnlyKeys(new Slot(LOWER, 5), new Slot(UPPER, 5));
      rows.putTallies(Map.of(new Slot(LOWER, 5), tally(LOWER, 9)));
    });

    assertThat(opened().visits().hours(LOWER, 1, 100))
        .singleElement()
        .satisfies(hour -> assertThat(hour.tally().visits()).isEqualTo(9));
    assertThat(opened().visits().hours(UPPER, 1, 100))
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
}
