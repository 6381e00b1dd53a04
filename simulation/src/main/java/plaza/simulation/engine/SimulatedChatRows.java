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
    return transaction.rows().get(SimulatedTenants.COUNTERS).some(ids);
  }

  @Override
  public Map<ChatId, Chat> chats(Collection<ChatId> ids) {
    return transaction.rows().get(SimulatedChats.CHATS).some(ids);
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> ids) {
    return transaction.rows().get(SimulatedChats.COUNTERS).some(ids);
  }

  @Override
  public Map<MessageId, Message> messages(Collection<MessageId> ids) {
    return transaction.rows().get(SimulatedChats.MESSAGES).some(ids);
  }

  @Override
  public void insertChats(List<Chat> chats) {
    transaction.rows().get(SimulatedChats.CHATS).insertAll(chats);
  }

  @Override
  public void updateChats(List<Chat> chats) {
    transaction.rows().get(SimulatedChats.CHATS).putAll(chats);
  }

  @Override
  public void moveApplicationTails(List<ChatStore.Move<ApplicationCounters>> moves) {
    var rows = transaction.rows().get(SimulatedTenants.COUNTERS);
    for (var move : moves) {
      var id = move.after().application();
      move(rows, id, move, ApplicationCounters.empty(id));
    }
  }

  @Override
  public void moveTails(List<ChatStore.Move<ChatCounters>> moves) {
    var rows = transaction.rows().get(SimulatedChats.COUNTERS);
    for (var move : moves) {
      var id = move.after().chat();
      move(rows, id, move, ChatCounters.empty(id));
    }
  }

  private static <K, T> void move(Table<K, T> rows, K key, ChatStore.Move<T> move, T empty) {
    if (!rows.find(key).orElse(empty).equals(move.before())) {
      throw new ConcurrentModificationException("a counter row was changed by another process");
    }
    rows.put(move.after());
  }

  @Override
  public void insertMessages(List<Message> messages) {
    transaction.rows().get(SimulatedChats.MESSAGES).insertAll(messages);
  }

  @Override
  public void updateMessages(List<Message> messages) {
    transaction.rows().get(SimulatedChats.MESSAGES).putAll(messages);
  }
}
