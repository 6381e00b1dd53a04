package plaza.bench.hostile;

import java.io.InterruptedIOException;

/// A hostile caller takes its time.
final class Pause {
  private Pause() {}

  static void millis(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
