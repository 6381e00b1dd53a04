package plaza.core.pipeline;

/// The result of a call to the product.
///
/// @param <T> what was asked for
public sealed interface Reply<T> {
  /// It was made by this call.
  record Created<T>(T value) implements Reply<T> {}

  /// It is as `value` says: found, changed, or made by an earlier call with the same key.
  record Ok<T>(T value) implements Reply<T> {}

  /// It is in the log and will be made: ask again with the key.
  record Queued<T>(String key) implements Reply<T> {}

  /// It is deleted now; deleting again says the same.
  record Deleted<T>() implements Reply<T> {}

  /// A rule of the application refuses this field's value.
  record Invalid<T>(String field, String problem) implements Reply<T> {}

  record Refused<T>(Refusal refusal) implements Reply<T> {}

  /// Why a call was refused. Features bring their own; these are everybody's.
  ///
  /// @param title in a few words
  /// @param detail in a sentence; empty: the title says it all
  record Refusal(RefusalKind kind, String title, String detail) {
    /// The row was changed since the caller read it (`If-Match`).
    public static final Refusal STALE = new Refusal(
        RefusalKind.STALE,
        "Precondition failed",
        "It has changed since the state that If-Match names: read it again");

    /// The idempotency key was used for a call with other fields.
    public static final Refusal KEY_REUSED = new Refusal(
        RefusalKind.CONFLICT,
        "Idempotency key reused",
        "This key was used for a call with other fields");
  }

  /// What sort of reason it is: callers act on this.
  enum RefusalKind {
    /// What was named never existed, or not for this caller.
    MISSING,
    /// It was deleted.
    GONE,
    /// It is not as the caller believes.
    STALE,
    /// Something else is in its place.
    CONFLICT,
    /// A rule for all of them together forbids one more.
    INVALID,
    /// The server has no room for one more.
    EXHAUSTED
  }
}
