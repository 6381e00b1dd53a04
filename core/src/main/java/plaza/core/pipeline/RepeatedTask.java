package plaza.core.pipeline;

import java.time.Duration;

/// Work that a thread of its own repeats in steps. What a turn does, and when the next one is
/// due, is said here; the waiting is left to its driver, so that a simulation can drive it as
/// well.
public interface RepeatedTask {
  String name();

  /// Takes the next turn. Trouble is kept for later turns, never thrown.
  ///
  /// @param patience how long the turn may wait for something to do
  /// @return after which time the next turn is due, if nothing happens before; zero: at once
  Duration take(Duration patience);

  /// Whether there is nothing more to do, ever.
  boolean over();
}
