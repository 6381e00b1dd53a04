package plaza.spec.fault;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.tenant.ApplicationId;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// The clients' knowledge of one application, and their possible calls.
final class Known {
  /// A word that is in every text.
  static final String WORD = "text";

  private static final int BULK = 3;

  /// Of a hundred calls so many are of one kind, or of one before it.
  private static final int SENDS = 40;

  private static final int BULKS = 48;
  private static final int QUEUED = 54;
  private static final int EDITS = 64;
  private static final int CONDITIONAL_EDITS = 68;
  private static final int DELETIONS = 72;
  private static final int LOOKS = 84;
  private static final int PAGES = 92;
  private static final int SEARCHES = 98;

  private final ApplicationId application;
  private final AtomicLong orders = new AtomicLong();
  private final List<ChatId> chats = new CopyOnWriteArrayList<>();
  private final Map<Long, Message> messages = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  Known(ApplicationId application) {
    this.application = application;
  }

  List<ChatId> chats() {
    return chats;
  }

  Invocation.CreateChat newChat() {
    var order = orders.incrementAndGet();
    return new Invocation.CreateChat(
        application, "chat " + order + " of " + application.value(), "c" + order);
  }

  void learn(Response told) {
    switch (told) {
      case Response.Chat(var id) -> {
        if (!chats.contains(id)) {
          chats.add(id);
        }
      }
      case Response.Sent(var sent) -> sent.forEach(this::learn);
      case Response.Seen(var message) -> learn(message);
      default -> {
        // Nothing that could be asked for.
      }
    }
  }

  private void learn(Message message) {
    messages.put(count.getAndIncrement(), message);
  }

  Invocation next(Random random) {
    var chat = chats.get(random.nextInt(chats.size()));
    var kind = random.nextInt(100);
    var message = any(random);
    if (kind < QUEUED || message == null) {
      var id = orders.incrementAndGet();
      var many = kind >= SENDS && kind < BULKS;
      return new Invocation.Send(
          chat, id, many ? BULK : 1, "k" + id, kind >= BULKS && kind < QUEUED);
    }
    if (kind < CONDITIONAL_EDITS) {
      return new Invocation.Edit(message.id(), body(), kind < EDITS ? 0 : message.position());
    }
    return other(kind, chat, message.id());
  }

  private static Invocation other(int kind, ChatId chat, MessageId message) {
    if (kind < DELETIONS) {
      return new Invocation.Delete(message, 0);
    }
    if (kind < LOOKS) {
      return new Invocation.Look(message);
    }
    if (kind < PAGES) {
      return new Invocation.Page(chat);
    }
    return kind < SEARCHES ? new Invocation.Search(chat, WORD) : new Invocation.Look(message);
  }

  private String body() {
    return WORD + " edit " + orders.incrementAndGet();
  }

  private @org.jspecify.annotations.Nullable Message any(Random random) {
    var all = count.get();
    return all == 0 ? null : messages.get(random.nextLong(all));
  }
}
