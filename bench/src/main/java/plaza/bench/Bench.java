package plaza.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.bench.report.Machine;
import plaza.bench.report.Results;
import plaza.bench.row.Bulks;
import plaza.bench.row.Clicks;
import plaza.bench.row.ClusterSends;
import plaza.bench.row.FanOut;
import plaza.bench.row.Growth;
import plaza.bench.row.Idle;
import plaza.bench.row.Reads;
import plaza.bench.row.Redirects;
import plaza.bench.row.Row;
import plaza.bench.row.Searches;
import plaza.bench.row.Seed;
import plaza.bench.row.Sends;
import plaza.bench.row.Starts;
import plaza.contract.engine.Checkout;

/// The command line of the bench.
@Command(
    name = "bin/bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures Plaza against named peers and limits, prints a table and saves it in bench/RESULTS.md.")
final class Bench implements Callable<Integer> {
  static final List<Row> ROWS = List.of(
      new Sends(),
      new Bulks(),
      new Seed(),
      new Reads(),
      new Searches(),
      new Growth(),
      new Starts(),
      new Idle(),
      new FanOut(),
      new Redirects(),
      new Clicks(),
      new ClusterSends());

  @Parameters(paramLabel = "ROW", description = "rows to measure (default: all)")
  private List<String> names = new ArrayList<>();

  @Option(names = "--rounds", description = "rounds of each side; default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(names = "--quick", description = "short rounds, to see that it works")
  private boolean quick;

  @Option(
      names = "--long",
      description =
          "ten minutes of the average load, 10,000,000 messages in a chat, 1,000,000 links")
  private boolean longer;

  @Option(
      names = "--cluster",
      description = "the rows of a cluster; starts Kafka, MariaDB, Redis, OpenSearch and nginx")
  private boolean cluster;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description =
          "real messages, JSON lines as for plaza import irc, for the rows that read and search",
      defaultValue = "${env:PLAZA_BENCH_CORPUS}")
  private @Nullable Path corpus;

  @Option(
      names = "--links",
      paramLabel = "FILE",
      description = "real URLs for the row redirect: lines of visit count, tab and URL, gzipped",
      defaultValue = "${env:PLAZA_BENCH_LINKS}")
  private @Nullable Path links;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var command = new CommandLine(new Bench());
    var rows = new StringBuilder("%nRows:%n");
    ROWS.forEach(row -> rows.append("  %-8s %s%%n".formatted(row.name(), row.about())));
    command.getCommandSpec().usageMessage().footer(rows.toString());
    return command;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var chosen = ROWS.stream()
        .filter(row -> row.ofCluster() == cluster)
        .filter(row -> names.isEmpty() || names.contains(row.name()))
        .toList();
    if (rounds < 1 || chosen.size() < names.size()) {
      System.err.println(
          "no such row, or no rounds: see bin/bench --help; those of a cluster need --cluster");
      return CommandLine.ExitCode.USAGE;
    }
    var root = Setup.rootOfCheckout();
    var scratch = Files.createTempDirectory("plaza-bench");
    System.setProperty(Checkout.DATA, scratch.toString());
    try {
      var setup = new Setup(
          root,
          scratch,
          Optional.ofNullable(corpus),
          Optional.ofNullable(links),
          rounds,
          quick,
          longer);
      var results = new Results(ROWS.stream().map(Row::name).toList());
      for (var row : chosen) {
        run(row, setup, results);
        results.writeTo(root.resolve("bench/RESULTS.md"), Machine.describe(scratch));
      }
      System.out.print(results.table());
      return CommandLine.ExitCode.OK;
    } finally {
      delete(scratch);
    }
  }

  private static void run(Row row, Setup setup, Results results)
      throws IOException, InterruptedException {
    var commit = Machine.commit(setup.root());
    var when = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    var before = Machine.loadAverage();
    row.run(setup, results);
    results.addRun(
        row.name(),
        when,
        commit,
        setup.rounds() + " × " + setup.pace().round().toSeconds(),
        before + " → " + Machine.loadAverage());
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
