package plaza.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Stage;

/// What a run has measured, and the file that keeps it with what other runs have measured.
public final class Results {
  private static final List<String> RUN_HEAD =
      List.of("row", "when", "of", "rounds × seconds", "load average, before → after");

  private static final List<String> STAGE_HEAD = Stream.concat(
          Stream.of("row", "what"),
          Stream.concat(Arrays.stream(Stage.values()).map(Stage::title), Stream.of("all")))
      .toList();

  private final List<String> rows;
  private final List<List<String>> lines = new ArrayList<>();
  private final List<List<String>> stages = new ArrayList<>();
  private final List<List<String>> runs = new ArrayList<>();

  /// @param rows all that there are, in their order
  public Results(List<String> rows) {
    this.rows = List.copyOf(rows);
  }

  public void add(Line line) {
    lines.add(line.cells());
  }

  /// Where the CPU time of a number of units went, in µs.
  ///
  /// @param total of the process: threads that have ended are in no stage
  public void addStages(
      String row, String what, Map<Stage, Long> micros, long total, double units) {
    var cells = new ArrayList<>(List.of(row, what));
    for (var stage : Stage.values()) {
      cells.add(Rounds.number(micros.getOrDefault(stage, 0L) / units));
    }
    cells.add(Rounds.number(total / units));
    stages.add(List.copyOf(cells));
  }

  /// Says of a row that is complete how it was run.
  public void addRun(String row, String when, String commit, String length, String load) {
    runs.add(List.of(row, when, commit, length, load));
  }

  public String table() {
    return new Table(Line.HEAD, lines).text();
  }

  /// Rewrites the file, with what it says of rows that were not run.
  public void writeTo(Path file, String machine) throws IOException {
    var before = Files.exists(file) ? Files.readString(file) : "";
    var text = String.format(
        Locale.ROOT,
        """
        # Results of `bin/bench`

        [docs/speed.md](../docs/speed.md) says how to read and to repeat this. Medians, with the least and the most of the rounds in
        brackets. The load generator, and whatever else the machine does, has its share of the same cores: CPU time for each unit is
        the figure to trust.

        %s

        %s
        ## Where the CPU time goes, in µs for each unit

        %s
        ## The runs

        %s""",
        machine,
        Table.in(before, Line.HEAD).with(lines, rows).text(),
        Table.in(before, STAGE_HEAD).with(stages, rows).text(),
        Table.in(before, RUN_HEAD).with(runs, rows).text());
    Files.writeString(file, text);
  }
}
