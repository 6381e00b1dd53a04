package plaza.bench.report;

import java.util.Locale;
import plaza.bench.measure.Rounds;

/// The goal of a number, and whether it is met.
public sealed interface Goal {
  static Goal none() {
    return new None();
  }

  /// At least this.
  record AtLeast(double limit) implements Goal {}

  /// At most this.
  record AtMost(double limit) implements Goal {}

  /// No number was promised: the row is there to be known.
  record None() implements Goal {}

  default String text() {
    return switch (this) {
      case AtLeast(var limit) -> "≥ " + Rounds.number(limit);
      case AtMost(var limit) -> "≤ " + Rounds.number(limit);
      case None() -> "";
    };
  }

  default String verdict(double value) {
    return switch (this) {
      case AtLeast(var limit) -> value >= limit ? "reached" : missed(limit - value, limit);
      case AtMost(var limit) -> value <= limit ? "reached" : missed(value - limit, limit);
      case None() -> "";
    };
  }

  private static String missed(double by, double limit) {
    return String.format(
        Locale.ROOT, "missed by %s (%.0f %%)", Rounds.number(by), 100 * by / limit);
  }
}
