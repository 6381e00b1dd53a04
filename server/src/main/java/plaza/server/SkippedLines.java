package plaza.server;

import java.nio.file.Path;
import java.util.function.Consumer;

/// Tells people which lines of a file were left out, and why: the first [#TOLD_MAX], and how many
/// more there were.
final class SkippedLines implements Consumer<String> {
  /// How many lines are told one by one.
  static final int TOLD_MAX = 100;

  private final Path file;
  private long count;

  SkippedLines(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void accept(String line) {
    if (++count <= TOLD_MAX) {
      System.err.println("plaza: " + file + ": " + line + ", skipped");
    }
  }

  /// Tells how many were not told one by one.
  synchronized void finish() {
    if (count > TOLD_MAX) {
      System.err.println("plaza: " + file + ": and " + (count - TOLD_MAX) + " more, " + count
          + " in all, skipped");
    }
  }
}
