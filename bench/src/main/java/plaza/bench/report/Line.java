package plaza.bench.report;

import java.util.List;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Side;

/// A line of the table.
///
/// @param row that it belongs to, as it is named on the command line
/// @param what is measured, with its unit
/// @param plaza what Plaza does
/// @param against whom
/// @param other what that does
/// @param ratio of the two
/// @param cpu time for each unit, of Plaza and of the other, in µs; with that of the load generator
public record Line(
    String row,
    String what,
    String plaza,
    String against,
    String other,
    String ratio,
    String cpu,
    String goal,
    String verdict) {
  static final List<String> HEAD = List.of(
      "row",
      "what",
      "Plaza",
      "against",
      "it does",
      "ratio",
      "CPU µs (load generator), Plaza / it",
      "goal",
      "verdict");

  /// Rates of two sides.
  public static Line rates(String row, String what, Side plaza, Side other, Goal goal) {
    return ofRatio(row, what, plaza, other, plaza.rate(), other.rate(), goal);
  }

  /// Any two numbers of two sides.
  public static Line ofRatio(
      String row, String what, Side plaza, Side other, Rounds of, Rounds by, Goal goal) {
    var ratio = of.by(by);
    return new Line(
        row,
        what,
        of.text(),
        other.name(),
        by.text(),
        ratio.text(),
        cpu(plaza) + " / " + cpu(other),
        goal.text(),
        goal.verdict(ratio.median()));
  }

  /// A number that stands for itself.
  public static Line alone(String row, String what, Rounds plaza, String cpu, Goal goal) {
    return new Line(
        row, what, plaza.text(), "", "", "", cpu, goal.text(), goal.verdict(plaza.median()));
  }

  private static String cpu(Side side) {
    var own = Rounds.number(side.cpuMicros().median());
    var generator = side.generatorMicros().median();
    return generator == 0 ? own : own + " (" + Rounds.number(generator) + ")";
  }

  /// One of the numbers of a side.
  public static Line alone(String row, String what, Side side, Rounds of, Goal goal) {
    return alone(row, what, of, cpu(side), goal);
  }

  List<String> cells() {
    return List.of(row, what, plaza, against, other, ratio, cpu, goal, verdict);
  }
}
