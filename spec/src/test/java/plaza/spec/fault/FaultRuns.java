package plaza.spec.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bin/faults`: as many rounds as one likes of what may go wrong in a cluster.
@Command(
    name = "bin/faults",
    description =
        "Starts a whole cluster of real processes on this machine, and has this and that go wrong in it under load. "
            + "After each round every promise is checked.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FaultRuns implements Callable<Integer> {
  @Option(names = "--rounds", paramLabel = "N", description = "Of each fault (default: 30)")
  private int rounds = 30;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "Only this one; may come several times. All: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> names = List.of();

  @Option(names = "--brokers", paramLabel = "1|3", description = "Kafka brokers (default: 3)")
  private int brokers = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of the clients' actions in the first round; later rounds use the next ones (default: 1)")
  private long seed = 1;

  @Option(names = "--short", description = "Engines are away for 2 s, not for 20 s, as in bin/test")
  private boolean brief;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "A page whose table of results is replaced, after each round")
  private Optional<Path> page = Optional.empty();

  @Option(
      names = "--from",
      hidden = true,
      description = "The directory that the page is looked for in")
  private Path from = Path.of("");

  @Option(
      names = "--commit",
      hidden = true,
      description = "What is tried, for the head of the table")
  private String commit = "";

  @Spec
  private @Nullable CommandSpec spec;

  private static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Faults.ALL.stream().map(Fault::name).iterator();
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FaultRuns()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    page = page.map(from::resolve);
    requirePage();
    var faults = (names.isEmpty() ? Faults.ALL.stream() : names.stream().map(Faults::of))
        .filter(fault -> fault.brokersMin() <= brokers)
        .collect(Collectors.toCollection(ArrayList::new));
    var disks = faults.stream().anyMatch(Fault::disks) ? disks() : List.<SmallDisk.Disks>of();
    if (disks.isEmpty()) {
      faults.removeIf(Fault::disks);
    }
    var tempo = brief ? Tempo.SHORT : Tempo.LONG;
    var report = new Report(LocalDate.now(java.time.ZoneOffset.UTC) + ", commit " + commit + ", "
        + brokers + " brokers, an engine is away for " + tempo.away().toSeconds() + " s, "
        + Runtime.getRuntime().availableProcessors() + " processors for everything:");
    var began = System.nanoTime();
    System.out.println("Starting a cluster …");
    try (var site = Site.of(brokers, disks)) {
      for (int round = 0; round < rounds; round++) {
        for (var fault : faults) {
          var result = Round.run(site, fault, tempo, seed + round);
          report.add(result);
          tell(report, result, round);
        }
      }
    }
    System.out.println(report.table());
    var minutes = Duration.ofNanos(System.nanoTime() - began).toMinutes();
    System.out.println(rounds * faults.size() + " rounds in " + minutes + " min, " + report.broken()
        + " broke a promise");
    return report.broken() == 0 ? 0 : 1;
  }

  /// None where they can't be had: faults that need them are left out.
  private static List<SmallDisk.Disks> disks() throws InterruptedException {
    try {
      return List.of(SmallDisk.Disks.mounted());
    } catch (IOException e) {
      System.out.println("No disk is filled: " + e.getMessage());
      return List.of();
    }
  }

  /// Before hours of rounds, not after the first.
  private void requirePage() {
    try {
      if (page.isPresent()) {
        Report.Place.in(page.get());
      }
    } catch (IOException e) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--into: " + e, e);
    }
  }

  private void tell(Report report, Round result, int round) throws IOException {
    System.out.println((round + 1) + "/" + rounds + " " + result);
    System.out.flush();
    if (page.isPresent()) {
      report.writeInto(page.get());
    }
  }
}
