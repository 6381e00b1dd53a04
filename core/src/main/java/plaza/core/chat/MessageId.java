package plaza.core.chat;

/// A message: its number counts from 1 within its chat.
public record MessageId(ChatId chat, long number) {
  public MessageId {
    if (number < 1) {
      throw new IllegalArgumentException("a message's number starts at 1, was " + number);
    }
  }
}
