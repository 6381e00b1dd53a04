package plaza.core.event;

/// What an event changes. Each feature has a sealed family of changes of its own, and a [Format]
/// that reads and writes it.
public interface Change {
  /// The stream that owns the rows that are changed.
  StreamKey stream();
}
