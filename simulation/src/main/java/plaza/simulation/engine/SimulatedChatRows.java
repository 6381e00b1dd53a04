package plaza.simulation.engine;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

/// Chat rows within a batch's transaction.
record SimulatedChatRows(SimulatedTransaction transaction) implements ChatStore.Rows {
  @Override
  public Map<ApplicationId, ApplicationCounters> applicationTails(Collection<ApplicationId> ids) {
    return transaction.rows().applicationTails.some(ids);
  }

  @Override
  public Map<ChatId, Chat> chats(Collection<ChatId> ids) {
    return transaction.rows().chats.some(ids);
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> ids) {
    return transaction.rows().tails.some(ids);
  }

  @Override
  public Map<MessageId, Message> messages(Collection<MessageId> ids) {
    return transaction.rows().messages.some(ids);
  }

  @Override
  public void insertChats(List<Chat> chats) {
    var rows = transaction.rows().chats;
    chats.forEach(chat -> rows.insert(chat.id(), chat));
  }

  @Override
  public void updateChats(List<Chat> chats) {
    var rows = transaction.rows().chats;
    chats.forEach(chat -> rows.put(chat.id(), chat));
  }

  @Override
  public void moveApplicationTails(List<ChatStore.Move<ApplicationCounters>> moves) {
    var rows = transaction.rows().applicationTails;
    for (var move : moves) {
      var id = move.after().application();
      move(rows, id, move, ApplicationCounters.empty(id));
    }
  }

  @Override
  public void moveTails(List<ChatStore.Move<ChatCounters>> moves) {
    var rows = transaction.rows().tails;
    for (var move : moves) {
      var id = move.after().chat();
      move(rows, id, move, ChatCounters.empty(id));
    }
  }

  private static <K, T> void move(Table<K, T> rows, K key, ChatStore.Move<T> move, T empty) {
    if (!rows.find(key).orElse(empty).equals(move.before())) {
      throw new ConcurrentModificationException("a counter row was changed by another process");
    }
    rows.put(key, move.after());
  }

  @Override
  public void insertMessages(List<Message> messages) {
    var rows = transaction.rows().messages;
    messages.forEach(message -> rows.insert(message.id(), message));
  }

  @Override
  public void updateMessages(List<Message> messages) {
    var rows = transaction.rows().messages;
    messages.forEach(message -> rows.put(message.id(), message));
  }
}
