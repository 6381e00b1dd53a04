package plaza.simulation.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Response;

/// The numbers of a chat are 1 … n, those of an application's chats and of applications too; what
/// one call created has numbers that follow on each other.
final class Gapless implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    return messages(evidence)
        .or(() -> chats(evidence))
        .or(() -> applications(evidence))
        .or(() -> bulks(evidence));
  }

  private static Optional<String> messages(Evidence evidence) {
    Map<ChatId, Long> last = new HashMap<>();
    for (var message : evidence.messages()) {
      var expected = last.getOrDefault(message.id().chat(), 0L) + 1;
      if (message.id().number() != expected) {
        return Optional.of("in " + message.id().chat() + " the message behind " + (expected - 1)
            + " is " + message.id().number());
      }
      last.put(message.id().chat(), expected);
    }
    for (var view : evidence.chats()) {
      var rows = last.getOrDefault(view.chat().id(), 0L);
      if (view.tail().lastNumber() != rows) {
        return Optional.of(view.chat().id() + " has " + rows + " messages, its end says "
            + view.tail().lastNumber());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> chats(Evidence evidence) {
    var last = new HashMap<Object, Long>();
    for (var view : evidence.chats()) {
      var id = view.chat().id();
      var expected = last.getOrDefault(id.application(), 0L) + 1;
      if (id.number() != expected) {
        return Optional.of("the chat behind " + (expected - 1) + " is " + id);
      }
      last.put(id.application(), expected);
    }
    return Optional.empty();
  }

  private static Optional<String> applications(Evidence evidence) {
    for (int i = 0; i < evidence.applications().size(); i++) {
      if (evidence.applications().get(i).id().value() != i + 1) {
        return Optional.of("the application behind " + i + " is "
            + evidence.applications().get(i).id());
      }
    }
    return Optional.empty();
  }

  /// A repeat leaves out what was deleted since: only an answer that is whole is looked at.
  private static Optional<String> bulks(Evidence evidence) {
    for (var call : evidence.calls()) {
      if (call.told() instanceof Response.Sent(var messages)
          && call.asked() instanceof plaza.simulation.history.Invocation.Send send
          && messages.size() == send.count()
          && !follow(messages)) {
        return Optional.of(send + " was told " + messages);
      }
    }
    return Optional.empty();
  }

  private static boolean follow(List<Message> messages) {
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i).id().number() != messages.get(i - 1).id().number() + 1) {
        return false;
      }
    }
    return true;
  }
}
