package plaza.core.chat;

import plaza.core.tenant.ApplicationId;

/// A chat: its number counts from 1 within its application.
public record ChatId(ApplicationId application, long number) {
  public ChatId {
    if (number < 1) {
      throw new IllegalArgumentException("a chat's number starts at 1, was " + number);
    }
  }
}
