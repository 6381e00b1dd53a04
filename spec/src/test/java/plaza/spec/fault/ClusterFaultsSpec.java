package plaza.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("cluster")
class ClusterFaultsSpec {
  private static final int ROUNDS = 3;

  /// Of a hang, which waits until every node has noticed it.
  private static final int HANG_ROUNDS = 1;

  /// What takes long, or needs root: `bin/faults` has it.
  private static final Set<Fault> RUN_BY_HAND = Set.of(
      HangFaults.MEMORY,
      HangFaults.SEARCH,
      HangFaults.LOG,
      TogetherFaults.MEMORY_AND_NODE,
      TogetherFaults.STORE_AND_LOG,
      NodeFaults.CLOCK,
      DiskFaults.STORE,
      DiskFaults.LOG);

  private static @org.jspecify.annotations.Nullable Site site;

  @BeforeAll
  static void start() throws Exception {
    site = Site.of(1);
  }

  @AfterAll
  static void stop() {
    java.util.Objects.requireNonNull(site).close();
  }

  static Stream<String> faults() {
    return Faults.ALL.stream()
        .filter(fault -> !RUN_BY_HAND.contains(fault))
        .filter(fault -> fault.brokersMin() == 1)
        .map(Fault::name);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void every_promise_outlives(String name) throws Exception {
    var fault = Faults.of(name);
    var rounds = HangFaults.ALL.contains(fault) ? HANG_ROUNDS : ROUNDS;
    for (int round = 0; round < rounds; round++) {
      var result = Round.run(java.util.Objects.requireNonNull(site), fault, Tempo.SHORT, round);
      System.out.println(result);
      assertThat(result.broken()).isEmpty();
      assertThat(result.answers()).isPositive();
    }
  }
}
