package plaza.simulation.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Settings;
import plaza.core.tenant.Token;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Replica;
import plaza.simulation.history.Response;

/// A history written by hand. It begins as a good one: one application with two chats, of which
/// the second was deleted. In the first, order 10 is message 1, which was edited on a condition;
/// order 11, with a key, is messages 2 and 3, of which 2 was deleted; order 12 was taken in and is
/// message 4; order 13 wanted 11's key. Tests make it bad.
final class Story {
  static final ApplicationId APPLICATION = new ApplicationId(1);
  static final ChatId LOBBY = new ChatId(APPLICATION, 1);
  static final ChatId GONE = new ChatId(APPLICATION, 2);
  static final Invocation.Send FIRST = new Invocation.Send(LOBBY, 10, 1, "", false);
  static final Invocation.Send BULK = new Invocation.Send(LOBBY, 11, 2, "key", false);
  static final Invocation.Send TAKEN_IN = new Invocation.Send(LOBBY, 12, 1, "other", true);
  static final Invocation.Send REUSING = new Invocation.Send(LOBBY, 13, 1, "key", false);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  final List<Call> calls = new ArrayList<>();
  final List<Application> applications = new ArrayList<>();
  final List<ChatStore.View> chats = new ArrayList<>();
  final Map<ApplicationId, ApplicationCounters> lists = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<Replica> replicas = new ArrayList<>();
  final Set<Long> forgiven = new HashSet<>();
  final List<String> complaints = new ArrayList<>();
  final LinkStory links = new LinkStory();
  private long moment;

  Story() {
    applications.add(application(1, "application"));
    chats.add(chat(LOBBY, "lobby", false, 4, 3));
    chats.add(chat(GONE, "gone", true, 0, 0));
    lists.put(APPLICATION, new ApplicationCounters(APPLICATION, 2, 1, 9));
    messages.add(edited(sent(1, "10.0", 3), "edited", 7));
    messages.add(deleted(sent(2, "11.0", 4), 8));
    messages.add(sent(3, "11.1", 5));
    messages.add(sent(4, "12.0", 6));
    replicas.add(new Replica("index", Optional.empty(), live()));
    replicas.add(new Replica("watcher", Optional.of(LOBBY), live()));

    call(
        new Invocation.CreateApplication("application", "a"),
        new Response.Application(APPLICATION));
    call(new Invocation.CreateChat(APPLICATION, "lobby", "l"), new Response.Chat(LOBBY));
    call(new Invocation.CreateChat(APPLICATION, "gone", "g"), new Response.Chat(GONE));
    call(FIRST, new Response.Sent(List.of(sent(1, "10.0", 3))));
    call(BULK, new Response.Unknown("lost"));
    call(BULK, new Response.Sent(List.of(sent(2, "11.0", 4), sent(3, "11.1", 5))));
    call(TAKEN_IN, new Response.Queued());
    call(REUSING, new Response.Refused(Reply.Refusal.KEY_REUSED));
    call(new Invocation.Edit(id(1), "edited", 3), new Response.Seen(messages.getFirst()));
    call(new Invocation.Edit(id(1), "too late", 3), new Response.Refused(Reply.Refusal.STALE));
    call(new Invocation.Delete(id(2), 4), new Response.Deleted());
    call(new Invocation.Look(id(3)), new Response.Seen(sent(3, "11.1", 5)));
    call(
        new Invocation.Page(LOBBY),
        new Response.Listed(
            List.of(messages.get(0), messages.get(2), messages.get(3)),
            new ChatCounters(LOBBY, 4, 3, false, 8)));
    call(new Invocation.DeleteChat(GONE), new Response.Deleted());
  }

  Evidence end() {
    return new Evidence(
        calls, applications, chats, lists, messages, replicas, forgiven, links.end(), complaints);
  }

  /// A call that is made when the one before was answered.
  void call(Invocation asked, Response told) {
    var from = ++moment;
    calls.add(new Call(asked, from, told, ++moment));
  }

  /// Has the row with this number be something else.
  void row(Message message) {
    messages.replaceAll(row -> row.id().equals(message.id()) ? message : row);
  }

  /// Has the calls of this kind be told something else.
  void retell(Invocation asked, Response told) {
    calls.replaceAll(
        call -> call.asked().equals(asked) ? new Call(asked, call.from(), told, call.to()) : call);
  }

  Map<MessageId, Message> live() {
    var live = new HashMap<MessageId, Message>();
    messages.stream()
        .filter(message -> !message.deleted())
        .forEach(message -> live.put(message.id(), message));
    return live;
  }

  static MessageId id(long number) {
    return new MessageId(LOBBY, number);
  }

  static Message sent(long number, String sender, long position) {
    return new Message(
        id(number),
        "text " + sender,
        new Sender(sender),
        NOON.plusMillis(number),
        NOON.plusMillis(number),
        Message.State.POSTED,
        position);
  }

  static Message edited(Message m, String body, long position) {
    return new Message(
        m.id(), body, m.sender(), m.createdAt(), NOON, Message.State.EDITED, position);
  }

  static Message deleted(Message m, long position) {
    return new Message(
        m.id(), "", Sender.NONE, m.createdAt(), NOON, Message.State.DELETED, position);
  }

  static ChatStore.View chat(ChatId id, String name, boolean deleted, long last, long live) {
    return new ChatStore.View(
        new Chat(id, new ChatName(name), ChatType.GROUP, NOON, NOON, deleted, 9),
        new ChatCounters(id, last, live, deleted, 8));
  }

  static Application application(long id, String name) {
    return new Application(
        new ApplicationId(id),
        new Token(String.format("%032x", id)),
        new ApplicationName(name),
        Settings.DEFAULT,
        NOON,
        NOON,
        false,
        1,
        id);
  }
}
