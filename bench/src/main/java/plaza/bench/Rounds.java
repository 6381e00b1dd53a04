package plaza.bench;

import java.util.List;
import java.util.Locale;

/// What one side of a row measured, round by round.
record Rounds(List<Double> values) {
  Rounds {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a row needs at least one round");
    }
    values = values.stream().sorted().toList();
  }

  double median() {
    var middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  /// The distance of the extremes, as a share of the median.
  double spread() {
    return median() == 0 ? 0 : (values.getLast() - values.getFirst()) / median();
  }

  String text() {
    return String.format(Locale.ROOT, "%,.0f ±%.0f%%", median(), spread() * 50);
  }
}
