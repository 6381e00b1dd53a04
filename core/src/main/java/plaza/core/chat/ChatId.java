package plaza.core.chat;

import plaza.core.event.StreamKey;
import plaza.core.tenant.ApplicationId;

/// A chat: its number counts from 1 within its application.
public record ChatId(ApplicationId application, long number) {
  public ChatId {
    if (number < 1) {
      throw new IllegalArgumentException("a chat's number starts at 1, was " + number);
    }
  }

  /// The stream that carries the chat's messages.
  public StreamKey stream() {
    return StreamKey.hashed("chat", application.value(), number);
  }
}
