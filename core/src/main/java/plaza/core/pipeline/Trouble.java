package plaza.core.pipeline;

import plaza.core.port.StoreException;

/// The reason why a partition does not progress.
///
/// @param words what is wrong; empty when nothing is
/// @param source the engine that it comes from
public record Trouble(String words, Source source) {
  /// Nothing is wrong.
  public static final Trouble NONE = new Trouble("", Source.LOG);

  /// An engine of a partition.
  public enum Source {
    LOG,
    STORE
  }

  static Trouble of(RuntimeException cause) {
    return new Trouble(
        String.valueOf(cause.getMessage()),
        cause instanceof StoreException ? Source.STORE : Source.LOG);
  }

  public boolean isNone() {
    return words.isEmpty();
  }
}
