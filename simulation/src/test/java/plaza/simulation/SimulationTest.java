package plaza.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;
import plaza.simulation.world.Fault;

/// Every promise is kept in every run, and the runs are worth something.
class SimulationTest {
  private static final long SEEDS = 20_000;

  /// Seeds beyond these that broke a promise once, or that a checker took for one that did.
  private static final List<Long> FOUND = List.of(
      22_632L,
      37_036L,
      132_605L,
      180_849L,
      261_338L,
      362_477L,
      406_371L,
      484_349L,
      516_757L,
      561_065L,
      618_179L,
      656_068L,
      737_985L,
      804_207L,
      1_003_196L,
      1_007_226L);

  /// What clients must have been told at least once, so that the runs show anything.
  private static final List<String> ANSWERS = List.of(
      "CreateApplication Application",
      "CreateChat Chat",
      "CreateChat Unknown",
      "Send Sent",
      "Send Queued",
      "Send Unknown",
      "Send NotDone",
      "Send Idempotency key reused",
      "Send Chat was deleted",
      "Send Message was deleted",
      "Edit Seen",
      "Edit Precondition failed",
      "Edit Message was deleted",
      "Edit Message not found",
      "Delete Deleted",
      "Delete Precondition failed",
      "DeleteChat Deleted",
      "DeleteChat Unknown",
      "Look Seen",
      "Look Message was deleted",
      "Page Listed",
      "Search Found");

  @Test
  @Tag("campaign")
  void every_promise_is_kept_whatever_goes_wrong() {
    var seeds = new Seeds();

    var failure = seeds.run(1, SEEDS, _ -> {});

    assertThat(failure.map(SimulationTest::words)).isEmpty();
    assertThat(seeds.faults().keySet()).containsExactlyInAnyOrder(Fault.values());
    assertThat(seeds.answers().keySet()).containsAll(ANSWERS);
  }

  @Test
  void every_promise_is_kept_where_one_was_broken_before() {
    for (var seed : FOUND) {
      assertThat(new Seeds().run(seed, 1, _ -> {}).map(SimulationTest::words)).isEmpty();
    }
  }

  private static String words(Seeds.Failure failure) {
    return "seed " + failure.result().plan().seed() + " breaks "
        + failure.broken().promise() + ": "
        + Brief.of(failure.broken().how()) + "; bin/simulate --seed "
        + failure.result().plan().seed() + " shows the smallest run that does";
  }

  @Test
  void a_seed_is_the_same_run_each_time() {
    for (long seed = 1; seed <= 50; seed++) {
      var first = Run.of(Plan.of(seed));
      var second = Run.of(Plan.of(seed));

      assertThat(second.trace()).as("seed %d", seed).isEqualTo(first.trace());
      assertThat(second.evidence()).isEqualTo(first.evidence());
    }
  }

  @Test
  void a_fault_that_is_left_out_does_not_strike_and_the_run_is_the_same_up_to_there() {
    var whole = Run.of(Plan.of(5));
    var number = whole.strikes().getLast().number();

    var less = Run.of(Plan.of(5).without(Set.of(number)));

    assertThat(less.strikes()).noneMatch(strike -> strike.number() == number);
    assertThat(less.strikes())
        .startsWith(whole
            .strikes()
            .subList(0, whole.strikes().size() - 1)
            .toArray(plaza.simulation.world.Chance.Strike[]::new));
  }
}
