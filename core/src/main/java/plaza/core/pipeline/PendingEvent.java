package plaza.core.pipeline;

import java.util.concurrent.CompletableFuture;

/// A change that is being processed: encoded except for its boot and sequence, with the futures
/// that the request waits for.
final class PendingEvent {
  /// All of the event but boot and sequence.
  final byte[] body;

  /// Its offset, once the log holds it.
  final CompletableFuture<Long> stored = new CompletableFuture<>();

  /// What became of it, once it was applied.
  final CompletableFuture<Outcome> applied = new CompletableFuture<>();

  /// When it was made, in nanoseconds of the pipeline's measure of time.
  final long madeAt;

  /// How often the store's outcomes were due to be asked for it.
  int looks;

  PendingEvent(byte[] body, long madeAt) {
    this.body = body;
    this.madeAt = madeAt;
  }

  /// Whether the log holds it.
  boolean isStored() {
    return stored.isDone() && !stored.isCompletedExceptionally();
  }

  boolean isAnswered() {
    return applied.isDone();
  }

  void fail(RuntimeException cause) {
    stored.completeExceptionally(cause);
    applied.completeExceptionally(cause);
  }
}
