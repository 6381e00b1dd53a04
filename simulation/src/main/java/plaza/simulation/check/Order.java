package plaza.simulation.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// What was acknowledged before something else was sent has the lower number in its chat; and
/// numbers and positions rise together for what was never changed.
final class Order implements Checker {
  /// The numbers of one order, and when it was first made and first answered.
  private record Sent(long id, long first, long last, long from, long to) {}

  @Override
  public Optional<String> violation(Evidence evidence) {
    for (var sent : byChat(evidence).values()) {
      sent.sort(Comparator.comparingLong(Sent::from));
      for (var later : sent) {
        for (var earlier : sent) {
          if (earlier.to() < later.from() && earlier.last() >= later.first()) {
            return Optional.of("order " + earlier.id() + " was acknowledged before order "
                + later.id() + " was made, and has numbers up to " + earlier.last()
                + ", the later one from " + later.first());
          }
        }
      }
    }
    return positions(evidence);
  }

  private static Map<ChatId, List<Sent>> byChat(Evidence evidence) {
    Map<Long, Long> made = new HashMap<>();
    Map<Long, Long> answered = new HashMap<>();
    Map<ChatId, List<Sent>> byChat = new HashMap<>();
    for (var call : evidence.calls()) {
      if (call.asked() instanceof Invocation.Send send) {
        made.merge(send.id(), call.from(), Math::min);
      }
    }
    for (var call : evidence.calls()) {
      if (call.asked() instanceof Invocation.Send send
          && call.told() instanceof Response.Sent(var messages)
          && answered.putIfAbsent(send.id(), call.to()) == null) {
        byChat
            .computeIfAbsent(send.chat(), _ -> new ArrayList<>())
            .add(new Sent(
                send.id(),
                messages.getFirst().id().number(),
                messages.getLast().id().number(),
                made.getOrDefault(send.id(), call.from()),
                call.to()));
      }
    }
    return byChat;
  }

  private static Optional<String> positions(Evidence evidence) {
    Map<ChatId, Message> last = new HashMap<>();
    for (var message : evidence.messages()) {
      if (message.state() == Message.State.POSTED) {
        var before = last.put(message.id().chat(), message);
        if (before != null && before.position() >= message.position()) {
          return Optional.of(message + " has a lower position than " + before);
        }
      }
    }
    return Optional.empty();
  }
}
