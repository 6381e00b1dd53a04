package plaza.cluster.search;

import plaza.core.port.Position;

/// A document with the index position of a partition. Every feeder writes it with everything
/// that it feeds, so its version tells each of them whether he is the only one.
///
/// @param version rises by one with each writing; 0 before the first
/// @param sequence and term: the version of the document, for OpenSearch's compare-and-set
record Checkpoint(long position, long version, long sequence, long term) {
  static Checkpoint none(int partition) {
    return new Checkpoint(Position.start(partition), 0, 0, 0);
  }

  /// Whether it is the writing behind `before`.
  boolean follows(Checkpoint before) {
    return version == before.version + 1;
  }
}
