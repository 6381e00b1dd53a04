package plaza.server.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import plaza.core.port.Remarks;

/// What a check tells: what it saw, and what is wrong. Of one kind of trouble in one place the
/// first few are told, and how many there are.
public final class Findings implements Remarks {
  private static final int TOLD_MAX = 5;

  private final Consumer<String> out;
  private final List<String> troubles = new ArrayList<>();

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
    troubles.add(line);
    out.accept("! " + line);
  }

  /// These numbers are wrong in the same way.
  void trouble(String where, List<Long> numbers, String wrong) {
    if (!numbers.isEmpty()) {
      var told = numbers.stream().limit(TOLD_MAX).map(String::valueOf).toList();
      var more = numbers.size() > TOLD_MAX ? ", … (" + numbers.size() + " in all)" : "";
      trouble(where + ": " + wrong + ": " + String.join(", ", told) + more);
    }
  }

  /// How many troubles there are.
  public int count() {
    return troubles.size();
  }
}
