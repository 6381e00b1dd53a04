package plaza.simulation.history;

import plaza.core.chat.ChatId;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.tenant.ApplicationId;

/// A call of a client to a node.
public sealed interface Invocation {
  /// Whether it is to change this message.
  default boolean changes(MessageId id) {
    return switch (this) {
      case Edit(var message, var _, var _) -> message.equals(id);
      case Delete(var message, var _) -> message.equals(id);
      default -> false;
    };
  }

  record CreateApplication(String name, String key) implements Invocation {}

  /// @param name of the chat, which no other call gives
  record CreateChat(ApplicationId application, String name, String key) implements Invocation {}

  record DeleteChat(ChatId chat) implements Invocation {}

  /// One message or many.
  ///
  /// @param id of the order: repeats of a call have the same one, no other call has it
  /// @param key empty: none
  /// @param async not to wait until it is applied
  record Send(ChatId chat, long id, int count, String key, boolean async) implements Invocation {
    /// Who a message is from, which tells it apart from all others, whatever its text becomes.
    public String sender(int index) {
      return id + "." + index;
    }

    public String body(int index) {
      return "text " + sender(index);
    }

    /// The order that a message is of, by its sender.
    public static String orderOf(Sender sender) {
      return sender.text().replaceFirst("\\..*", "");
    }

    /// Which of its order's messages a message is, by its sender.
    public static int indexOf(Sender sender) {
      return Integer.parseInt(sender.text().replaceFirst(".*\\.", ""));
    }

    /// Whether another order than this one came with the same key to the same chat.
    public boolean sharesKeyWith(Invocation other) {
      return other instanceof Send another
          && another.id != id
          && another.chat.equals(chat)
          && another.key.equals(key);
    }
  }

  /// @param body which no other call gives
  /// @param ifMatch the position that the message must have; 0: any
  record Edit(MessageId message, String body, long ifMatch) implements Invocation {}

  /// @param ifMatch the position that the message must have; 0: any
  record Delete(MessageId message, long ifMatch) implements Invocation {}

  record Look(MessageId message) implements Invocation {}

  /// The newest messages of a chat.
  record Page(ChatId chat) implements Invocation {}

  record Search(ChatId chat, String words) implements Invocation {}
}
