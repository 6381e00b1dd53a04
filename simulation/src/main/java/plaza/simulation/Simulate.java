package plaza.simulation;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plaza.simulation.check.Promises;
import plaza.simulation.run.NodeEngines;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;

/// `bin/simulate`.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Plaza's pipeline in a simulated world in which processes crash and freeze, answers get",
      "lost, disks go back in time and logs are damaged; and checks after each run that all promises",
      "were kept. A seed is a run: the same seed is the same run, always.",
      ""
    })
final class Simulate implements Callable<Integer> {
  /// The last lines of a run that broke a promise are shown.
  private static final int LINES = 60;

  private static final long PROGRESS_NANOS = 500_000_000;

  @Spec
  private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many seeds (default: ${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first of them (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(names = "--seed", paramLabel = "N", description = "This one alone.")
  private @Nullable Long seed;

  @Option(names = "--trace", description = "With --seed: shows everything that happens.")
  private boolean trace;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Simulate()).execute(args));
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  @Override
  public Integer call() {
    if (seed != null) {
      return one(seed);
    }
    var runs = new Seeds();
    var failure = runs.run(from, seeds, progress());
    err().println();
    if (failure.isPresent()) {
      var found = failure.get();
      tell(found.result(), found.broken());
      out()
          .println(
              "The whole run: bin/simulate --seed " + found.result().plan().seed() + " --trace");
      return 1;
    }
    out().println("Faults: " + runs.faults());
    out().println(seeds + " runs, from seed " + from + " on: every promise was kept in each.");
    out().flush();
    return 0;
  }

  private LongConsumer progress() {
    var began = System.nanoTime();
    var told = new AtomicLong(began);
    return done -> {
      var now = System.nanoTime();
      var last = told.get();
      if (now - last >= PROGRESS_NANOS && told.compareAndSet(last, now)) {
        var left = (now - began) / 1e9 / done * (seeds - done);
        err().printf(Locale.ROOT, "\r%,d of %,d runs, %.0f s left    ", done, seeds, left);
        err().flush();
      }
    };
  }

  private int one(long number) {
    var result = Run.of(Plan.of(number), NodeEngines.Lie.NONE, this::line);
    var broken = Verdict.of(result);
    out().println(result.plan());
    out()
        .println(result.steps() + " steps, digest of their order "
            + Long.toHexString(result.trace()) + ", faults " + result.counts());
    broken.ifPresentOrElse(it -> tell(result, it), () -> out().println("Every promise was kept."));
    out().flush();
    return broken.isPresent() ? 1 : 0;
  }

  private void line(String what) {
    if (trace) {
      out().println(Brief.of(what));
    }
  }

  private void tell(Run.Result result, Promises.Broken broken) {
    out().println("Seed " + result.plan().seed() + " breaks a promise: " + broken.promise());
    out().println("  " + Brief.of(broken.how()));
    out().println("The smallest run of this seed that still breaks it:");
    var smallest = Minimal.of(result, broken.promise(), NodeEngines.Lie.NONE);
    out().println("  " + smallest.plan());
    var lines = new ArrayList<String>();
    Run.of(smallest.plan(), NodeEngines.Lie.NONE, lines::add);
    lines.stream().skip(Math.max(0, lines.size() - LINES)).map(Brief::of).forEach(out()::println);
    Verdict.of(smallest).ifPresent(it -> out().println("  " + Brief.of(it.how())));
    out().flush();
  }
}
