package plaza.simulation;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plaza.simulation.check.Promises;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Ports;
import plaza.simulation.run.Run;

/// `bin/simulate`.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Plaza's pipeline in a simulated world in which processes crash and freeze, answers are",
      "lost, disks go back in time and logs are damaged; and checks after each run that all promises",
      "were kept. A seed is a run: the same seed is the same run, always.",
      ""
    })
final class Simulate implements Callable<Integer> {
  private static final int LINES = 400;

  @Spec
  private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

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
  private @org.jspecify.annotations.Nullable Long seed;

  @Option(names = "--trace", description = "With --seed: shows everything that happens.")
  private boolean trace;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Simulate()).execute(args));
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return java.util.Objects.requireNonNull(spec).commandLine().getErr();
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
    var step = Math.max(1, seeds / 200);
    return done -> {
      if (done % step == 0 || done == seeds) {
        var left = (System.nanoTime() - began) / 1e9 / done * (seeds - done);
        err().printf(Locale.ROOT, "\r%,d of %,d runs, %.0f s left  ", done, seeds, left);
        err().flush();
      }
    };
  }

  private int one(long number) {
    var result = Run.of(Plan.of(number), Ports.Lie.NONE, this::line);
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
      out().println(what);
    }
  }

  private void tell(Run.Result result, Promises.Broken broken) {
    out().println("Seed " + result.plan().seed() + " breaks a promise: " + broken.promise());
    out().println("  " + broken.how());
    out().println("The smallest run of this seed that still breaks it:");
    var smallest = Minimal.of(result, broken.promise(), Ports.Lie.NONE);
    out().println("  " + smallest.plan());
    var lines = new java.util.ArrayList<String>();
    Run.of(smallest.plan(), Ports.Lie.NONE, lines::add);
    lines.stream().skip(Math.max(0, lines.size() - LINES)).forEach(out()::println);
    Verdict.of(smallest).ifPresent(it -> out().println("  " + it.how()));
    out().flush();
  }
}
