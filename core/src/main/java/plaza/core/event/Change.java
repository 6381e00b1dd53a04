package plaza.core.event;

/// The change that an event makes. Each feature has a sealed family of changes of its own, and
/// a [Format] that reads and writes it.
public interface Change {
  /// The stream that owns the rows that are changed.
  StreamKey stream();
}
