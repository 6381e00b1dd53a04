package plaza.contract.cost;

import static org.assertj.core.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Requires that the cost of a computation grows no faster than its input: it is measured at a
/// length and at [#GROWTH] times that length. Linear work grows 16 times, quadratic work 256 times;
/// the bound, [#BOUND], lies between them with a factor of four on both sides.
///
/// What is measured is the CPU time of the calling thread, so a busy machine does not count, nor do
/// the collector's and the compiler's threads; of several runs the cheapest counts; and a failure
/// is measured again before it is reported. Work that runs on other threads is not seen.
public final class LinearCost {
  /// By what factor the long input is longer than the short one.
  public static final int GROWTH = 16;

  /// The most by which the cost may grow: 16 to the power of 1.5.
  public static final int BOUND = 64;

  private static final int WARM_RUNS_MAX = 200;
  private static final long WARM_NANOS = 8_000_000;
  private static final int BATCHES = 3;
  private static final long BATCH_NANOS = 300_000;
  private static final int ATTEMPTS = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// Keeps the compiler from leaving the work out.
  private static volatile @Nullable Object unusedResult;

  private LinearCost() {}

  /// Fails when the cost of `work` grows faster than its input.
  ///
  /// @param what is measured, for the message of the failure
  /// @param length of the short input, in whatever unit `input` counts: long enough that the part
  ///     that grows is most of the cost; the long input should be about as long as the product
  ///     allows
  /// @param input makes an input of a length; its cost is not measured
  /// @param work is run again and again with the same input
  public static <T> void requireLinear(
      String what, int length, IntFunction<T> input, Function<T, ?> work) {
    var shortInput = input.apply(length);
    var longInput = input.apply(length * GROWTH);
    warm(shortInput, work);
    var least = Double.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > BOUND; attempt++) {
      // The long one first: what the compiler improves meanwhile can't hide that the cost grows.
      var longNanos = nanos(longInput, work);
      least = Math.min(least, longNanos / nanos(shortInput, work));
    }
    if (least > BOUND) {
      fail(
          "%s: %d times the input cost %.0f times as much (length %d to %d; at most %d is linear)",
          what, GROWTH, least, length, length * GROWTH, BOUND);
    }
  }

  private static <T> void warm(T input, Function<T, ?> work) {
    var began = cpuNanos();
    for (int run = 0; run < WARM_RUNS_MAX && cpuNanos() - began < WARM_NANOS; run++) {
      unusedResult = work.apply(input);
    }
  }

  /// The CPU time of one run, in nanoseconds: the least of some batches, each long enough for the
  /// clock.
  private static <T> double nanos(T input, Function<T, ?> work) {
    var least = Double.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      var began = cpuNanos();
      var runs = 0;
      long took;
      do {
        unusedResult = work.apply(input);
        runs++;
        took = cpuNanos() - began;
      } while (took < BATCH_NANOS);
      least = Math.min(least, (double) took / runs);
    }
    return least;
  }

  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
