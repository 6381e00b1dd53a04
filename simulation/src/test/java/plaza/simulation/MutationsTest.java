package plaza.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;
import plaza.simulation.world.Fault;

/// A proof must be able to fail: without any one of the pipeline's guards a promise is soon broken.
class MutationsTest {
  private static final long SEEDS = 1_000;

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void without_a_guard_its_promise_is_broken_within_a_thousand_runs(Mutation mutation) {
    assertThat(LongStream.rangeClosed(1, SEEDS)
            .anyMatch(seed -> breaks(Run.of(Plan.of(seed), mutation::about, _ -> {}), mutation)))
        .isTrue();
  }

  private static boolean breaks(Run.Result result, Mutation mutation) {
    return Verdict.all(result).stream()
        .anyMatch(broken -> broken.promise().equals(mutation.promise()));
  }

  @Test
  void the_documentation_names_each_guard_and_its_promise() throws Exception {
    assertThat(Files.readString(Path.of("../docs/proof.md"))).contains(Mutation.table());
  }

  @Test
  void a_run_that_breaks_a_promise_is_made_smaller_and_still_breaks_it() {
    var found = LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Run.of(Plan.of(seed), Mutation.ECHOES::about, _ -> {}))
        .filter(result -> breaks(result, Mutation.ECHOES))
        .findFirst()
        .orElseThrow();

    var smallest = Minimal.of(found, Mutation.ECHOES.promise(), Mutation.ECHOES::about);

    assertThat(breaks(smallest, Mutation.ECHOES)).isTrue();
    assertThat(smallest.counts()).containsKey(Fault.LOG_ECHOES);
    assertThat(smallest.strikes()).hasSizeLessThan(1 + found.strikes().size() / 2);
  }
}
