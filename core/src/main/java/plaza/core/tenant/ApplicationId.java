package plaza.core.tenant;

import plaza.core.event.StreamKey;

/// The internal number of an application (a tenant), counted from 1 in order of creation. It
/// never leaves the server: clients name an application by its [Token].
public record ApplicationId(long value) {
  public ApplicationId {
    if (value < 1) {
      throw new IllegalArgumentException("an application's id starts at 1, was " + value);
    }
  }

  /// The stream of the application's own lists, of its chats for example.
  public StreamKey stream() {
    return StreamKey.hashed("application", value, 0);
  }
}
