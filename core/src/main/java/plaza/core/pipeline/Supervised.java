package plaza.core.pipeline;

/// Work that runs as long as the server, with its health. Its owner takes it up again after a
/// failure, and says here what it failed with; `/ready` shows it.
public interface Supervised {
  /// As `/ready` calls it.
  String name();

  /// What it failed with last; empty when it goes on.
  String trouble();
}
