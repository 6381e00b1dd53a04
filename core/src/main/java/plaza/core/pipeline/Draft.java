package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A change on its way: encoded but for its boot and sequence, with the places where the request
/// waits for it.
final class Draft {
  /// All of the event but boot and sequence.
  final byte[] body;

  /// Its offset, once the log holds it.
  final CompletableFuture<Long> stored = new CompletableFuture<>();

  /// What became of it, once it was applied.
  final CompletableFuture<Outcome> applied = new CompletableFuture<>();

  private final long began = System.nanoTime();

  Draft(byte[] body) {
    this.body = body;
  }

  /// How long it has been on its way.
  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  void fail(RuntimeException cause) {
    stored.completeExceptionally(cause);
    applied.completeExceptionally(cause);
  }
}
