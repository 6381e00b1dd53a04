package plaza.core.chat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.port.Page;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

/// The store of chats and messages. Reads see what was committed before they started; each is
/// one snapshot and a constant number of statements. Reads of one thing return deleted ones too
/// (their `deleted` says so); lists leave them out.
public interface ChatStore {
  /// A chat with the end of its messages, from one snapshot.
  record View(Chat chat, ChatCounters tail) {}

  /// Chats with the end of the list that they are from.
  record Chats(List<View> chats, ApplicationCounters tail) {}

  /// Messages with the end of the list that they are from.
  record Messages(List<Message> messages, ChatCounters tail) {}

  Optional<View> chat(ChatId id);

  Chats chats(ApplicationId application, Page page);

  /// Which of these chats exist and are not deleted.
  Set<ChatId> liveChats(Collection<ChatId> ids);

  Optional<Message> message(MessageId id);

  /// These messages, in no order, those that do not exist left out. Each is asked for once.
  List<Message> messages(Collection<MessageId> ids);

  Messages messages(ChatId chat, Page page);

  /// The messages of a chat numbered from `first`, at most `count`, tombstones left out: what one
  /// call created.
  List<Message> created(ChatId chat, long first, int count);

  ChatCounters tail(ChatId chat);

  /// The ends of these chats; one that has none yet is left out.
  Map<ChatId, ChatCounters> tails(Collection<ChatId> chats);

  /// What changed in a chat behind `after`, each message in its latest state, tombstones too, in
  /// order of their positions, at most `limit`; with the end of the chat, from one snapshot.
  Messages changed(ChatId chat, ChatCursor after, int limit);

  /// What changed in the chats of this partition behind `after`, at most `limit` changes, from one
  /// snapshot.
  Changes changes(int partition, long after, int limit);

  /// The position of the newest change to a message of this partition;
  /// [plaza.core.port.Position#start]
  /// before the first.
  long newestChange(int partition);

  /// Chats of this partition that changed above `position`, in order of their positions, deleted
  /// ones too, at most `limit`.
  List<Chat> changedChats(int partition, long position, int limit);

  /// The lowest number among the chat's messages that changed above `position`; empty when none
  /// did.
  Optional<Long> lowestChanged(ChatId chat, long position);

  /// Opens chats that are closed though neither they nor their application are deleted: what they
  /// were closed for is lost with a part of the log. May be repeated. One whose deletion is still
  /// to come from the log is closed again after it.
  void reopen();

  /// The rows of a batch's transaction.
  Rows rows(Transaction transaction);

  /// Rows as the applier reads and writes them. Each method is one round trip, or one for each
  /// few hundred rows.
  interface Rows {
    Map<ApplicationId, ApplicationCounters> applicationTails(Collection<ApplicationId> ids);

    Map<ChatId, Chat> chats(Collection<ChatId> ids);

    Map<ChatId, ChatCounters> tails(Collection<ChatId> ids);

    Map<MessageId, Message> messages(Collection<MessageId> ids);

    void insertChats(List<Chat> chats);

    void updateChats(List<Chat> chats);

    /// Moves tails. A tail that is not `before` in the store any more is a
    /// [java.util.ConcurrentModificationException]: another applier was there, and nothing of
    /// this transaction may be committed.
    void moveApplicationTails(List<Move<ApplicationCounters>> moves);

    /// As [#moveApplicationTails].
    void moveTails(List<Move<ChatCounters>> moves);

    void insertMessages(List<Message> messages);

    void updateMessages(List<Message> messages);
  }

  /// A tail as it was read, and as it shall be. One that was absent was all zero.
  record Move<T>(T before, T after) {}
}
