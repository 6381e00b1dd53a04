package plaza.core.port;

import java.time.Duration;
import java.util.Optional;

/// Short-lived values that can be taken once, on any node: the storage of tickets. Disposable
/// memory: losing a value makes it one that never was.
///
/// - Atomicity: of two callers who take a value, at most one gets it, on whichever nodes they are.
/// - Expiry: a value whose life is over is never given out, whatever becomes of any clock.
/// - Durability: none.
/// - Limit: names and values have at most [#LENGTH_MAX] characters. An adapter may bound how many
///   values wait; beyond it the oldest one of the same owner is lost, and one of others only when
///   the owner has none.
public interface OneTimeValues {
  /// The most characters of a name, and of a value.
  int LENGTH_MAX = 1_000;

  /// Keeps a value until it is taken, or `life` is over.
  ///
  /// @param owner on whose account it waits
  /// @throws MemoryException it may be kept or not
  void put(String owner, String name, String value, Duration life);

  /// The value, which is then gone; empty: it never was, was taken, or its life is over.
  ///
  /// @throws MemoryException it may be taken or not
  Optional<String> take(String name);
}
