package plaza.core.event;

/// The idempotency key of a request, if it has one.
public sealed interface RequestKey {
  /// No key: a repeat is a new call.
  RequestKey UNKEYED = new Unkeyed();

  record Unkeyed() implements RequestKey {}

  /// @param digest of the validated fields, so that flat, wrapped and form bodies are equal
  record Keyed(Id id, Digest digest) implements RequestKey {}

  /// @param key 1 to [#KEY_LENGTH_MAX] visible ASCII characters, chosen by the client or, for a
  ///     202, by the edge
  record Id(Scope scope, String key) {
    /// The longest key, in characters.
    public static final int KEY_LENGTH_MAX = 255;

    public Id {
      if (!wellFormed(key)) {
        throw new IllegalArgumentException(
            "a key has 1 to " + KEY_LENGTH_MAX + " visible ASCII characters, had " + key.length());
      }
    }

    public static boolean wellFormed(String key) {
      return !key.isEmpty()
          && key.length() <= KEY_LENGTH_MAX
          && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
  }
}
