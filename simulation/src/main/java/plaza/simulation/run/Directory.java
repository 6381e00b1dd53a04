package plaza.simulation.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.tenant.ApplicationId;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// The clients' knowledge, from their answers, and the choice of their next calls.
final class Directory {
  private static final int BULK_MAX = 4;
  private static final int KEYS = 6;

  private final Set<ApplicationId> applications = new LinkedHashSet<>();
  private final Set<ChatId> chats = new LinkedHashSet<>();
  private final List<Message> seen = new ArrayList<>();
  private final int applicationsMax;
  private final int chatsMax;
  private long orders;

  Directory(int applicationsMax, int chatsMax) {
    this.applicationsMax = applicationsMax;
    this.chatsMax = chatsMax;
  }

  Set<ApplicationId> applications() {
    return applications;
  }

  Set<ChatId> chats() {
    return chats;
  }

  void learn(Invocation asked, Response told) {
    switch (told) {
      case Response.Application(var id) -> applications.add(id);
      case Response.Chat(var id) -> chats.add(id);
      case Response.Deleted() -> {
        if (asked instanceof Invocation.DeleteChat(var chat)) {
          chats.remove(chat);
        }
      }
      case Response.Sent _,
          Response.Seen _,
          Response.Listed _,
          Response.Found _,
          Response.Queued _,
          Response.Linked _,
          Response.Followed _,
          Response.Refused _,
          Response.NotDone _,
          Response.Unknown _ -> {}
    }
    Evidence.told(new Call(asked, 0, told, 0)).forEach(seen::add);
  }

  /// Something that a client may ask, given what is known.
  Invocation next(SplittableRandom random) {
    if (applications.isEmpty()
        || (applications.size() < applicationsMax && random.nextInt(4) == 0)) {
      var name = "application " + ++orders;
      return new Invocation.CreateApplication(name, name.replace(' ', '-'));
    }
    if (chats.isEmpty() || (chats.size() < chatsMax && random.nextInt(4) == 0)) {
      var name = "chat " + ++orders;
      return new Invocation.CreateChat(pick(applications, random), name, name.replace(' ', '-'));
    }
    var chat = pick(chats, random);
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> send(chat, 1, "", false);
      case 4, 5, 6, 7 -> send(chat, 1, newKey(), false);
      case 8 -> send(chat, 2 + random.nextInt(BULK_MAX - 1), newKey(), false);
      case 9 -> send(chat, 2 + random.nextInt(BULK_MAX - 1), "", false);
      case 10, 11 -> send(chat, 1 + random.nextInt(BULK_MAX), newKey(), true);
      // A key that another call may have used.
      case 12 -> send(chat, 1, "shared-" + random.nextInt(KEYS), random.nextInt(4) == 0);
      case 13, 14, 15 -> edit(chat, random);
      case 16, 17 -> delete(chat, random);
      case 18 -> new Invocation.Look(message(chat, random).id());
      case 19 -> new Invocation.Search(chat, "text");
      case 20, 21 -> chats.size() > 1 ? new Invocation.DeleteChat(chat) : new Invocation.Page(chat);
      default -> new Invocation.Page(chat);
    };
  }

  private String newKey() {
    return "key-" + (orders + 1);
  }

  private Invocation send(ChatId chat, int count, String key, boolean async) {
    return new Invocation.Send(chat, ++orders, count, key, async);
  }

  private Invocation edit(ChatId chat, SplittableRandom random) {
    var message = message(chat, random);
    return new Invocation.Edit(message.id(), "edited " + ++orders, condition(message, random));
  }

  private Invocation delete(ChatId chat, SplittableRandom random) {
    var message = message(chat, random);
    return new Invocation.Delete(message.id(), condition(message, random));
  }

  private static long condition(Message message, SplittableRandom random) {
    return random.nextBoolean() ? message.position() : 0;
  }

  /// A message that somebody was told of, as it was then; or one that may not be there.
  private Message message(ChatId chat, SplittableRandom random) {
    if (!seen.isEmpty() && random.nextInt(8) > 0) {
      // Rather a new one.
      var back = Math.min(random.nextInt(seen.size()), random.nextInt(seen.size()));
      return seen.get(seen.size() - 1 - back);
    }
    var number = 1 + random.nextInt(5);
    return new Message(
        new MessageId(chat, number),
        "",
        plaza.core.chat.Sender.NONE,
        java.time.Instant.EPOCH,
        java.time.Instant.EPOCH,
        Message.State.POSTED,
        1 + random.nextInt(9));
  }

  private static <T> T pick(Set<T> from, SplittableRandom random) {
    return List.copyOf(from).get(random.nextInt(from.size()));
  }
}
