package plaza.core.pipeline;

import plaza.core.event.RequestKey;

/// The options of a creating call.
///
/// @param key that makes a repeat of the call safe; empty: none
/// @param respondAsync answer as soon as the log holds it
public record RequestOptions(String key, boolean respondAsync) {
  /// No key, and an answer when it is done.
  public static final RequestOptions PLAIN = new RequestOptions("", false);

  public RequestOptions {
    if (!key.isEmpty() && !RequestKey.Id.wellFormed(key)) {
      throw new IllegalArgumentException("a key has 1 to " + RequestKey.Id.KEY_LENGTH_MAX
          + " visible ASCII characters, had " + key.length());
    }
  }

  /// A call with this key.
  public static RequestOptions keyed(String key) {
    return new RequestOptions(key, false);
  }
}
