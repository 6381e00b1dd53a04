package plaza.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.simulation.check.Story.APPLICATION;
import static plaza.simulation.check.Story.BULK;
import static plaza.simulation.check.Story.FIRST;
import static plaza.simulation.check.Story.GONE;
import static plaza.simulation.check.Story.LOBBY;
import static plaza.simulation.check.Story.REUSING;
import static plaza.simulation.check.Story.TAKEN_IN;
import static plaza.simulation.check.Story.application;
import static plaza.simulation.check.Story.chat;
import static plaza.simulation.check.Story.deleted;
import static plaza.simulation.check.Story.edited;
import static plaza.simulation.check.Story.id;
import static plaza.simulation.check.Story.sent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.Messages;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Replica;
import plaza.simulation.history.Response;

/// A checker that rejects nothing proves nothing: each has histories that it must reject.
class CheckersTest {
  private static final int BAD_MIN = 5;

  /// What makes the good history bad, for each promise.
  private static final Map<String, Map<String, Consumer<Story>>> BAD = Map.ofEntries(
      Map.entry(
          "Complaints",
          Map.of(
              "a partition stops", s -> s.complaints.add("a partition stopped"),
              "a call fails", s -> s.complaints.add("a call failed"),
              "a task fails", s -> s.complaints.add("a task failed"),
              "two complaints", s -> s.complaints.addAll(List.of("one", "two")),
              "one without words", s -> s.complaints.add(""))),
      Map.entry(
          "Unique",
          Map.of(
              "two rows have one number", s -> s.messages.add(sent(4, "14.0", 99)),
              "two rows have one position", s -> s.row(sent(4, "12.0", 5)),
              "two orders are told one number",
                  s -> s.call(
                      new Invocation.Send(LOBBY, 14, 1, "", false),
                      new Response.Sent(List.of(sent(3, "14.0", 9)))),
              "two chats are told one number",
                  s -> s.call(
                      new Invocation.CreateChat(APPLICATION, "x", "x"), new Response.Chat(LOBBY)),
              "two applications are told one number",
                  s -> s.call(
                      new Invocation.CreateApplication("x", "x"),
                      new Response.Application(APPLICATION)),
              "there are two rows of one chat",
                  s -> s.chats.add(chat(LOBBY, "again", false, 0, 0)))),
      Map.entry(
          "Final",
          Map.of(
              "a row has another sender than was told", s -> s.row(sent(3, "12.0", 5)),
              "a row has another time than was told",
                  s -> s.row(new plaza.core.chat.Message(
                      id(3),
                      "text 11.1",
                      sent(3, "11.1", 5).sender(),
                      java.time.Instant.EPOCH,
                      java.time.Instant.EPOCH,
                      plaza.core.chat.Message.State.POSTED,
                      5)),
              "a page shows another message under a number",
                  s -> s.call(
                      new Invocation.Page(LOBBY),
                      new Response.Listed(
                          List.of(sent(1, "12.0", 9)), new ChatCounters(LOBBY, 4, 3, false, 9))),
              "a look shows another message under a number",
                  s -> s.call(new Invocation.Look(id(4)), new Response.Seen(sent(4, "10.0", 9))),
              "a search shows another message under a number",
                  s -> s.call(
                      new Invocation.Search(LOBBY, "text"),
                      new Response.Found(List.of(sent(4, "10.0", 9)), 4)),
              "an answer is told again with another message",
                  s -> s.call(FIRST, new Response.Sent(List.of(sent(1, "10.1", 3)))))),
      Map.entry(
          "Gapless",
          Map.of(
              "a number is missing", s -> s.messages.remove(2),
              "the first number is missing", s -> s.messages.removeFirst(),
              "the end of a chat is behind its last message",
                  s -> s.chats.set(0, chat(LOBBY, "lobby", false, 5, 3)),
              "a chat's number is missing", s -> s.chats.removeFirst(),
              "an application's number is missing",
                  s -> s.applications.set(0, application(2, "application")),
              "numbers of one call do not follow on each other",
                  s -> s.retell(
                      BULK, new Response.Sent(List.of(sent(1, "11.0", 4), sent(3, "11.1", 5)))))),
      Map.entry(
          "NothingLost",
          Map.of(
              "an acknowledged message is gone",
                  s -> s.messages.removeIf(m -> m.id().equals(id(3))),
              "an acknowledged message is another's", s -> s.row(sent(3, "99.0", 5)),
              "an acknowledged message is deleted though nobody has asked",
                  s -> s.row(deleted(sent(3, "11.1", 5), 9)),
              "what was taken in is nowhere", s -> s.row(sent(4, "99.0", 6)),
              "an edit is gone", s -> s.row(edited(sent(1, "10.0", 3), "text 10.0", 7)),
              "an edit is older in the row than it was told", s -> s.row(sent(1, "10.0", 3)),
              "a deletion is gone", s -> s.row(sent(2, "11.0", 4)),
              "an acknowledged chat is gone", s -> s.chats.removeLast(),
              "an acknowledged application is gone", s -> s.applications.clear(),
              "a deleted chat is there", s -> s.chats.set(1, chat(GONE, "gone", false, 0, 0)))),
      Map.entry(
          "NoPhantom",
          Map.of(
              "a message that nobody has sent", s -> s.messages.add(sent(5, "77.0", 9)),
              "a message in another chat than it was sent to",
                  s -> s.calls.replaceAll(c -> c.asked().equals(TAKEN_IN)
                      ? new plaza.simulation.history.Call(
                          new Invocation.Send(GONE, 12, 1, "other", true),
                          c.from(),
                          c.told(),
                          c.to())
                      : c),
              "a text that nobody has sent", s -> s.row(edited(sent(3, "11.1", 5), "forged", 9)),
              "a message that was refused", s -> s.messages.add(sent(5, "13.0", 9)),
              "a message that was surely not taken in",
                  s -> s.retell(TAKEN_IN, new Response.NotDone("full")),
              "a chat that nobody has created",
                  s -> s.chats.add(chat(new ChatId(APPLICATION, 3), "forged", false, 0, 0)))),
      Map.entry(
          "NoDouble",
          Map.of(
              "a message is there twice", s -> s.messages.add(sent(5, "12.0", 9)),
              "a message of a bulk is there twice", s -> s.messages.add(sent(5, "11.1", 9)),
              "an edited message is there twice",
                  s -> s.messages.add(edited(sent(5, "10.0", 9), "edited", 10)),
              "a chat is there twice",
                  s -> s.chats.add(chat(new ChatId(APPLICATION, 3), "lobby", false, 0, 0)),
              "an application is there twice",
                  s -> s.applications.add(application(2, "application")))),
      Map.entry(
          "Order",
          Map.of(
              "a later order has a lower number",
                  s -> s.call(
                      new Invocation.Send(LOBBY, 14, 1, "", false),
                      new Response.Sent(List.of(sent(2, "14.0", 9)))),
              "a later order has the number of an earlier one",
                  s -> s.call(
                      new Invocation.Send(LOBBY, 14, 1, "", false),
                      new Response.Sent(List.of(sent(3, "14.0", 9)))),
              "a later bulk begins within an earlier one",
                  s -> s.call(
                      new Invocation.Send(LOBBY, 14, 2, "", false),
                      new Response.Sent(List.of(sent(3, "14.0", 9), sent(4, "14.1", 10)))),
              "the first order has a higher number than the second",
                  s -> s.retell(FIRST, new Response.Sent(List.of(sent(4, "10.0", 3)))),
              "positions fall while numbers rise", s -> s.row(sent(4, "12.0", 2)))),
      Map.entry(
          "Counts",
          Map.of(
              "a chat counts a message too many",
                  s -> s.chats.set(0, chat(LOBBY, "lobby", false, 4, 4)),
              "a chat counts a message too few",
                  s -> s.chats.set(0, chat(LOBBY, "lobby", false, 4, 2)),
              "an application counts a deleted chat",
                  s -> s.lists.put(APPLICATION, new ApplicationCounters(APPLICATION, 2, 2, 9)),
              "an application counts chats that never were",
                  s -> s.lists.put(APPLICATION, new ApplicationCounters(APPLICATION, 3, 1, 9)),
              "a page has fewer messages than it says",
                  s -> s.retell(
                      new Invocation.Page(LOBBY),
                      new Response.Listed(
                          List.of(sent(3, "11.1", 5)), new ChatCounters(LOBBY, 4, 3, false, 8))),
              "a page has a message behind the last number that it says",
                  s -> s.retell(
                      new Invocation.Page(LOBBY),
                      new Response.Listed(
                          List.of(sent(4, "12.0", 6)), new ChatCounters(LOBBY, 3, 1, false, 8))))),
      Map.entry(
          "OneEffectPerKey",
          Map.of(
              "two orders take effect with one key",
                  s -> s.retell(REUSING, new Response.Sent(List.of(sent(5, "13.0", 9)))),
              "a repeat is told other numbers",
                  s -> s.call(
                      BULK, new Response.Sent(List.of(sent(5, "11.0", 9), sent(6, "11.1", 10)))),
              "a key leaves messages of two orders", s -> s.messages.add(sent(5, "13.0", 9)),
              "a key that nobody shares is refused",
                  s -> s.call(
                      new Invocation.Send(LOBBY, 15, 1, "own", false),
                      new Response.Refused(Reply.Refusal.KEY_REUSED)),
              "a chat's key is told two chats",
                  s -> s.call(
                      new Invocation.CreateChat(APPLICATION, "lobby", "l"),
                      new Response.Chat(GONE)),
              "an application's key is told two applications",
                  s -> s.call(
                      new Invocation.CreateApplication("application", "a"),
                      new Response.Application(new ApplicationId(2))))),
      Map.entry(
          "Conditions",
          Map.of(
              "two edits take effect on one state",
                  s -> s.call(
                      new Invocation.Edit(id(1), "second", 3),
                      new Response.Seen(edited(sent(1, "10.0", 3), "second", 9))),
              "an edit and the one that was refused take effect on one state",
                  s -> s.retell(
                      new Invocation.Edit(id(1), "too late", 3),
                      new Response.Seen(edited(sent(1, "10.0", 3), "too late", 9))),
              "an edit is refused though nothing has changed",
                  s -> s.call(
                      new Invocation.Edit(id(3), "x", 5),
                      new Response.Refused(Reply.Refusal.STALE)),
              "a deletion is refused though nothing has changed",
                  s -> s.call(
                      new Invocation.Delete(id(3), 5), new Response.Refused(Reply.Refusal.STALE)),
              "an edit of a message that was listed is refused though nothing has changed",
                  s -> s.call(
                      new Invocation.Edit(id(4), "x", 6),
                      new Response.Refused(Reply.Refusal.STALE)))),
      Map.entry(
          "Fresh",
          Map.of(
              "a look is older than what was told",
                  s -> s.call(new Invocation.Look(id(1)), new Response.Seen(sent(1, "10.0", 3))),
              "a page is older than what was told",
                  s -> s.call(
                      new Invocation.Page(LOBBY),
                      new Response.Listed(
                          List.of(sent(1, "10.0", 3)), new ChatCounters(LOBBY, 4, 1, false, 8))),
              "a page ends before what was told",
                  s -> s.call(
                      new Invocation.Page(LOBBY),
                      new Response.Listed(List.of(), new ChatCounters(LOBBY, 3, 0, false, 5))),
              "a message that was told is missing",
                  s -> s.call(
                      new Invocation.Look(id(3)), new Response.Refused(Messages.MESSAGE.missing())),
              "a message that was listed is missing",
                  s -> s.call(
                      new Invocation.Look(id(4)),
                      new Response.Refused(Messages.MESSAGE.missing())))),
      Map.entry(
          "Converged",
          Map.of(
              "the index lacks a message", s -> s.replicas.add(replica(s, Optional.empty(), 3)),
              "a watcher lacks a message", s -> s.replicas.add(replica(s, Optional.of(LOBBY), 4)),
              "the index has an old text",
                  s -> s.replicas.getFirst().messages().put(id(1), sent(1, "10.0", 3)),
              "the index has a deleted message",
                  s -> s.replicas.getFirst().messages().put(id(2), sent(2, "11.0", 4)),
              "a watcher has a message that is not there",
                  s -> s.replicas.getLast().messages().put(id(9), sent(9, "9.0", 9)),
              "the index has a message of a deleted chat",
                  s -> s.replicas
                      .getFirst()
                      .messages()
                      .put(new plaza.core.chat.MessageId(GONE, 1), sent(1, "10.0", 3)))),
      Map.entry("Links", ofLinks(LinkStory.BAD_LINKS)),
      Map.entry("Visits", ofLinks(LinkStory.BAD_VISITS)),
      Map.entry("Endings", ofLinks(LinkStory.BAD_ENDINGS)));

  private static Map<String, Consumer<Story>> ofLinks(Map<String, Consumer<LinkStory>> bad) {
    return bad.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> s -> entry.getValue().accept(s.links)));
  }

  private static Replica replica(Story story, Optional<ChatId> chat, long without) {
    var messages = story.live();
    messages.remove(id(without));
    return new Replica("lacking", chat, messages);
  }

  @Test
  void every_checker_accepts_the_good_history() {
    for (var checker : Promises.ALL) {
      assertThat(checker.violation(new Story().end())).as(checker.name()).isEmpty();
    }
  }

  @Test
  void every_checker_has_histories_that_it_must_reject() {
    for (var checker : Promises.ALL) {
      assertThat(BAD.get(checker.name())).as(checker.name()).hasSizeGreaterThanOrEqualTo(BAD_MIN);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_checker_rejects() {
    return Promises.ALL.stream()
        .flatMap(checker -> BAD.getOrDefault(checker.name(), Map.of()).entrySet().stream()
            .map(bad -> DynamicTest.dynamicTest(checker.name() + ": " + bad.getKey(), () -> {
              var story = new Story();
              bad.getValue().accept(story);
              assertThat(checker.violation(story.end())).isPresent();
            })));
  }
}
