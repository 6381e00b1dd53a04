package plaza.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import plaza.simulation.check.Promises;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;

/// A proof must be able to fail: each guard of the pipeline, switched off, is noticed soon. The
/// table in docs/proof.md says by which promise.
class MutationsTest {
  private static final long SEEDS = 1_000;

  @Test
  void each_guard_is_missed_within_a_thousand_runs_by_the_promises_that_the_table_names()
      throws Exception {
    var caught = new TreeMap<Mutation, Set<String>>();
    for (var mutation : Mutation.values()) {
      caught(mutation)
          .ifPresent(broken ->
              caught.computeIfAbsent(mutation, _ -> new TreeSet<>()).add(broken.promise()));
    }

    assertThat(caught.keySet()).containsExactlyInAnyOrder(Mutation.values());
    assertThat(Files.readString(Path.of("../docs/proof.md")))
        .as("the table in docs/proof.md should be%n%s", Mutation.table(caught))
        .contains(Mutation.table(caught));
  }

  /// The promise that the first run breaks which breaks one.
  private static Optional<Promises.Broken> caught(Mutation mutation) {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Verdict.of(Run.of(Plan.of(seed), mutation::about, _ -> {})))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Test
  void the_smallest_run_that_breaks_a_promise_has_no_fault_that_it_does_not_need() {
    var found = LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Run.of(Plan.of(seed), Mutation.ECHOES::about, _ -> {}))
        .filter(result -> Verdict.of(result).isPresent())
        .findFirst()
        .orElseThrow();
    var promise = Verdict.of(found).orElseThrow().promise();

    var smallest = Minimal.of(found, promise, Mutation.ECHOES::about);

    assertThat(Verdict.of(smallest).map(Promises.Broken::promise)).contains(promise);
    assertThat(smallest.strikes()).hasSizeLessThan(found.strikes().size());
    assertThat(smallest.strikes())
        .anyMatch(strike -> strike.fault() == plaza.simulation.world.Fault.LOG_ECHOES);
    assertThat(Map.copyOf(smallest.counts())).hasSizeLessThanOrEqualTo(3);
  }
}
