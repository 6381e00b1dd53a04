package plaza.bench.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.bench.Setup;
import plaza.bench.measure.Running;
import plaza.bench.report.Machine;
import plaza.bench.report.Table;

/// The command line of `bin/hostile`.
@Command(
    name = "bin/hostile",
    mixinStandardHelpOptions = true,
    description =
        "Attacks a server beside a normal load, and measures what the other callers notice. Prints a table; the exit code is 1 if their p99 is above twice its normal value, or /health takes 100 ms or more.")
public final class Hostile implements Callable<Integer> {
  /// The most that an attack may multiply the p99 of the others by.
  private static final double P99_RATIO_MAX = 2;

  private static final double HEALTH_MILLIS_MAX = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Pattern OPERATOR_KEY = Pattern.compile("plaza_op_\\S+");
  private static final String ALL = "all";

  @Parameters(
      paramLabel = "ATTACK",
      description = "attacks to run (default: each, then all at once)")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--seconds",
      description =
          "seconds of each attack, and of the normal load alone before it; default: ${DEFAULT-VALUE}")
  private int seconds = 50;

  @Option(names = "--heap", description = "heap of the server; default: ${DEFAULT-VALUE}")
  private String heap = "512m";

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var command = new CommandLine(new Hostile());
    var attacks = new StringBuilder("%nAttacks:%n");
    for (var attack : Attack.values()) {
      attacks.append("  %-17s %s%%n".formatted(attack.title(), attack.about()));
    }
    attacks.append("  %-17s all of them at once%%n".formatted(ALL));
    command.getCommandSpec().usageMessage().footer(attacks.toString());
    return command;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var titles =
        new ArrayList<>(Arrays.stream(Attack.values()).map(Attack::title).toList());
    titles.add(ALL);
    if (!titles.containsAll(names) || seconds < 1) {
      System.err.println("no such attack, or no seconds: see bin/hostile --help");
      return CommandLine.ExitCode.USAGE;
    }
    var scratch = Files.createTempDirectory("plaza-hostile");
    try {
      var setup = new Setup(
          Setup.rootOfCheckout(), scratch, Optional.empty(), Optional.empty(), 1, false, false);
      return attack(setup, names.isEmpty() ? titles : names);
    } finally {
      delete(scratch);
    }
  }

  private int attack(Setup setup, List<String> titles) throws IOException, InterruptedException {
    var data = setup.scratch().resolve("data");
    var command = new ArrayList<>(setup.plaza(data));
    command.add(1, "-Xmx" + heap);
    command.add("--keys");
    try (var server = Running.start(command)) {
      var operator = operatorKey(setup, data);
      var founding = new Founding(server.url(), operator);
      var load = new NormalLoad(founding.site("app"));
      var hostile = founding.site("hostile");
      founding.forbidWords(hostile, founding.token("hostile"));
      say("warming up");
      var _ = load.run(WARM_UP);
      var lines = new ArrayList<Line>();
      for (var title : titles) {
        // Before each: a shared machine, and a server whose data grows, are not the same all along.
        say(title + ": the normal load alone");
        var before = load.run(Duration.ofSeconds(seconds)).calls();
        say(title);
        lines.add(beside(title, load, hostile, setup, before));
      }
      print(lines, setup);
      return lines.stream().allMatch(Line::holds) ? 0 : 1;
    }
  }

  private Line beside(String title, NormalLoad load, Site hostile, Setup setup, Latencies before)
      throws IOException, InterruptedException {
    var attacks = title.equals(ALL)
        ? Arrays.stream(Attack.values()).map(Attack::title).collect(Collectors.joining(","))
        : title;
    // The hostile callers' own work must not take the processors from those who are measured.
    var command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.addAll(setup.peer(Attacker.class));
    command.addAll(List.of(Integer.toString(seconds + 1), attacks));
    command.addAll(List.of(hostile.arguments()));
    var attacker = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try {
      var noticed = load.run(Duration.ofSeconds(seconds));
      var answers =
          new String(attacker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Line(title, noticed, answers.replace("answers ", ""), before);
    } finally {
      attacker.destroyForcibly();
    }
  }

  /// @param answers what the hostile callers were answered, by status
  /// @param before the others' calls just before the attack
  private record Line(String attack, NormalLoad.Noticed noticed, String answers, Latencies before) {
    double ratio() {
      return noticed.calls().millis(0.99) / before.millis(0.99);
    }

    private Latencies health() {
      return noticed.of(NormalLoad.Kind.HEALTH);
    }

    /// The p99 of each kind of call, which shows what the attack has met.
    private String byKind() {
      return Arrays.stream(NormalLoad.Kind.values())
          .filter(kind -> kind != NormalLoad.Kind.HEALTH)
          .map(kind -> kind.title() + " " + format("%.0f", noticed.of(kind).millis(0.99)))
          .collect(Collectors.joining(", "));
    }

    boolean holds() {
      return ratio() <= P99_RATIO_MAX
          && health().millis(1) < HEALTH_MILLIS_MAX
          && noticed.calls().failed() + health().failed() == 0;
    }

    List<String> cells() {
      var calls = noticed.calls();
      return List.of(
          attack,
          format("%.1f", calls.millis(0.5)),
          format("%.1f", before.millis(0.99)),
          format("%.1f", calls.millis(0.99)),
          format("%.2f", ratio()),
          byKind(),
          calls.failed() + " of " + calls.count(),
          format("%.1f", health().millis(1)),
          answers,
          holds() ? "yes" : "no");
    }

    private static String format(String pattern, double value) {
      return String.format(Locale.ROOT, pattern, value);
    }
  }

  private void print(List<Line> lines, Setup setup) throws IOException {
    var head = List.of(
        "attack",
        "others' median, ms",
        "p99 just before, ms",
        "others' p99, ms",
        "times as long",
        "p99 of each kind of call, ms",
        "others' calls that failed",
        "slowest /health, ms",
        "what the attacker was answered",
        "holds");
    System.out.println("Commit " + Machine.commit(setup.root()) + ", " + seconds + " s each, heap "
        + heap + ", load average " + Machine.loadAverage() + ".\n");
    System.out.print(new Table(head, lines.stream().map(Line::cells).toList()).text());
  }

  private static String operatorKey(Setup setup, Path data)
      throws IOException, InterruptedException {
    setup.finish(setup.plaza("keys", "operator", "--data", data.toString()));
    var said = Files.readString(setup.scratch().resolve("output.txt"));
    return OPERATOR_KEY
        .matcher(said)
        .results()
        .map(match -> match.group())
        .findFirst()
        .orElseThrow(() -> new IOException("no operator's key: " + said));
  }

  private static void say(String what) {
    System.err.println("hostile: " + what);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
