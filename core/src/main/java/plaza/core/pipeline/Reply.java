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

  /// Why a call was refused.
  enum Refusal {
    APPLICATION_MISSING,
    APPLICATION_GONE,
    CHAT_MISSING,
    CHAT_GONE,
    MESSAGE_MISSING,
    MESSAGE_GONE,
    KEY_MISSING,
    KEY_GONE,
    /// The row was changed since the caller read it (`If-Match`).
    STALE,
    /// The idempotency key was used for a call with other fields.
    KEY_REUSED,
    /// The application has [plaza.core.tenant.ApplicationKey#LIVE_MAX] live keys already.
    TOO_MANY_KEYS,
    LINK_MISSING,
    /// The code belongs, or belonged, to a link.
    CODE_TAKEN,
    /// All codes of this kind are given out.
    CODES_USED_UP
  }
}
