package plaza.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.tenant.ApplicationId;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Response;

/// Counts are exact: how many messages of a chat and how many chats of an application are not
/// deleted, at the end and in every answer.
final class Counts implements Checker {
  /// The most messages that an answer lists.
  private static final int PAGE = 100;

  @Override
  public Optional<String> violation(Evidence evidence) {
    return messages(evidence).or(() -> chats(evidence)).or(() -> answers(evidence));
  }

  private static Optional<String> messages(Evidence evidence) {
    Map<ChatId, Long> live = new HashMap<>();
    for (var message : evidence.messages()) {
      if (!message.deleted()) {
        live.merge(message.id().chat(), 1L, Long::sum);
      }
    }
    return evidence.chats().stream()
        .filter(view -> view.tail().liveCount() != live.getOrDefault(view.chat().id(), 0L))
        .findFirst()
        .map(view -> view.chat().id() + " has " + live.getOrDefault(view.chat().id(), 0L)
            + " messages, and says " + view.tail().liveCount());
  }

  private static Optional<String> chats(Evidence evidence) {
    Map<ApplicationId, Long> live = new HashMap<>();
    Map<ApplicationId, Long> all = new HashMap<>();
    for (var view : evidence.chats()) {
      all.merge(view.chat().id().application(), 1L, Long::sum);
      live.merge(view.chat().id().application(), view.chat().deleted() ? 0L : 1L, Long::sum);
    }
    for (var tail : evidence.lists().values()) {
      var id = tail.application();
      if (tail.liveCount() != live.getOrDefault(id, 0L)
          || tail.lastNumber() != all.getOrDefault(id, 0L)) {
        return Optional.of(
            id + " has " + live.get(id) + " of " + all.get(id) + " chats, and says " + tail);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> answers(Evidence evidence) {
    for (var call : evidence.calls()) {
      if (call.told() instanceof Response.Listed(var messages, var tail)) {
        var expected = Math.min(PAGE, tail.liveCount());
        if (messages.size() != expected) {
          return Optional.of(call.asked() + " was told " + messages.size()
              + " messages, and that there are " + tail.liveCount());
        }
        if (!messages.isEmpty() && messages.getLast().id().number() > tail.lastNumber()) {
          return Optional.of(call.asked() + " was told " + messages.getLast()
              + ", and that the last number is " + tail.lastNumber());
        }
      }
    }
    return Optional.empty();
  }
}
