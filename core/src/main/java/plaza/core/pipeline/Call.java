package plaza.core.pipeline;

import plaza.core.event.Request;

/// How a creating call wants to be treated.
///
/// @param key that makes a repeat of the call safe; empty: none
/// @param respondAsync answer as soon as the log holds it
public record Call(String key, boolean respondAsync) {
  /// No key, and an answer when it is done.
  public static final Call PLAIN = new Call("", false);

  public Call {
    if (!key.isEmpty() && !Request.Id.wellFormed(key)) {
      throw new IllegalArgumentException("a key has 1 to " + Request.Id.KEY_LENGTH_MAX
          + " visible ASCII characters, had " + key.length());
    }
  }

  /// A call with this key.
  public static Call keyed(String key) {
    return new Call(key, false);
  }
}
