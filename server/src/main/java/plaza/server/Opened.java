package plaza.server;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened so far, to be closed the other way round: by whoever stops a server, and by a
/// start that fails half-way.
final class Opened implements AutoCloseable {
  private final Deque<Runnable> closing = new ArrayDeque<>();

  /// Notes how to close the newest part.
  void add(Runnable close) {
    closing.push(close);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
