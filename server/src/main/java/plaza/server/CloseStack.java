package plaza.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The resources opened so far, to be closed in reverse order: when a server stops, and when a
/// start fails halfway.
final class CloseStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<Runnable> closing = new ArrayDeque<>();

  /// Notes how to close the newest part.
  void add(Runnable close) {
    closing.push(close);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      close(closing.pop());
    }
  }

  /// A part that does not close well must not keep the others open.
  private static void close(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", e).log("closing a component failed");
    }
  }
}
