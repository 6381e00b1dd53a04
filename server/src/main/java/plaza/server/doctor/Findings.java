package plaza.server.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import plaza.core.port.FindingsSink;
import plaza.sql.audit.RowProblems;

/// The report of a check: observations and findings. Of one kind of trouble the first few are
/// told, and at the end how many more there are.
public final class Findings implements FindingsSink, RowProblems {
  /// The most problems of one kind that are listed.
  public static final int TOLD_MAX = 20;

  /// How many numbers one trouble names.
  private static final int NUMBERS_MAX = 5;

  private final Consumer<String> out;
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private int count;

  /// @param out takes each line at once
  public Findings(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void saw(String line) {
    out.accept(line);
  }

  @Override
  public void trouble(String line) {
    trouble(line, line);
  }

  /// Something is wrong as it may be in many places.
  void trouble(String kind, String line) {
    count++;
    if (kinds.merge(kind, 1, Integer::sum) <= TOLD_MAX) {
      out.accept("! " + line);
    }
  }

  @Override
  public void found(String kind, String row) {
    trouble(kind, kind + ": " + row);
  }

  /// These numbers are wrong in the same way.
  void trouble(String where, List<Long> numbers, String wrong) {
    if (!numbers.isEmpty()) {
      var told = numbers.stream().limit(NUMBERS_MAX).map(String::valueOf).toList();
      var more = numbers.size() > NUMBERS_MAX ? ", … (" + numbers.size() + " in all)" : "";
      trouble(wrong, where + ": " + wrong + ": " + String.join(", ", told) + more);
    }
  }

  /// Tells of what was left out.
  public void finish() {
    kinds.forEach((kind, number) -> {
      if (number > TOLD_MAX) {
        out.accept("! and " + (number - TOLD_MAX) + " more: " + kind);
      }
    });
  }

  /// How many troubles there are.
  public int count() {
    return count;
  }
}
