package plaza.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one side of a row measured, round by round.
public record Rounds(List<Double> values) {
  public Rounds {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a row needs at least one round");
    }
    values = List.copyOf(values);
  }

  public double median() {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double least() {
    return values.stream().mapToDouble(value -> value).min().orElseThrow();
  }

  public double most() {
    return values.stream().mapToDouble(value -> value).max().orElseThrow();
  }

  /// This side by the other, each round by the one that was run beside it: what disturbs the
  /// machine for a while disturbs both.
  public Rounds by(Rounds other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException("the sides have run different numbers of rounds");
    }
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return new Rounds(ratios);
  }

  /// The median, and the extremes in brackets when there is more than one round.
  public String text() {
    return values.size() == 1
        ? number(median())
        : number(median()) + " (" + number(least()) + "–" + number(most()) + ")";
  }

  /// As many digits as mean something.
  public static String number(double value) {
    var digits = value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
