package plaza.core.pipeline;

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

  /// How often somebody has looked after it.
  int looks;

  Draft(byte[] body) {
    this.body = body;
  }

  void fail(RuntimeException cause) {
    stored.completeExceptionally(cause);
    applied.completeExceptionally(cause);
  }
}
