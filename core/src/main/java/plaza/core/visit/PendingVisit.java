package plaza.core.visit;

/// A visit as its request describes it, not parsed yet. It waits in memory, so what it holds of the
/// request is cut before.
public interface PendingVisit {
  /// The most memory that it holds while it waits, in bytes.
  int bytes();

  /// The visit. Takes CPU time: not to be called on an event loop.
  Visit parse();

  /// A visit that was parsed before.
  static PendingVisit of(Visit visit) {
    return new PendingVisit() {
      @Override
      public int bytes() {
        return visit.bytes();
      }

      @Override
      public Visit parse() {
        return visit;
      }
    };
  }
}
