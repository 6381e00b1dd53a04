package plaza.core.pipeline;

/// The outcome of applying an event.
public sealed interface Outcome {
  /// It took effect.
  ///
  /// @param number of the first thing created, or 0
  /// @param count of things created; a call that changes or deletes creates none
  /// @param position that the change took, the last one if it took several
  record Done(long number, int count, long position) implements Outcome {}

  /// The same call was applied before: nothing changed now.
  record Repeat(long number, int count) implements Outcome {}

  /// The key was used for a call with other fields.
  record KeyReused() implements Outcome {}

  /// The row was changed since the caller read it (`If-Match`).
  record Stale() implements Outcome {}

  /// What it is about was deleted before.
  record Gone() implements Outcome {}

  /// What it is about never existed.
  record Missing() implements Outcome {}

  /// A unique value is taken.
  record Taken() implements Outcome {}

  /// A limit of the thing is reached.
  record LimitReached() implements Outcome {}

  /// The event was stored twice by the log's own retry; the first one counts.
  record Echo() implements Outcome {}

  /// The event is unreadable; its bytes are kept as a dead letter.
  record Unreadable() implements Outcome {}
}
