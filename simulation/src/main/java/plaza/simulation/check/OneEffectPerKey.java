package plaza.simulation.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.chat.ChatId;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// A key has one effect, however often and wherever it is used: all answers to it name the same
/// things, no other order with it leaves anything, and is told so.
final class OneEffectPerKey implements Checker {
  private record Key(ChatId chat, String key) {}

  @Override
  public Optional<String> violation(Evidence evidence) {
    var owners = new HashMap<Key, Invocation.Send>();
    var firsts = new HashMap<Key, Long>();
    for (var call : evidence.calls()) {
      if (call.asked() instanceof Invocation.Send send && !send.key().isEmpty()) {
        var key = new Key(send.chat(), send.key());
        var problem = switch (call.told()) {
          case Response.Sent _ -> owned(owners, key, send).or(() -> same(firsts, key, call));
          case Response.Refused(var refusal)
          when refusal.equals(Reply.Refusal.KEY_REUSED) -> reused(evidence, send);
          default -> Optional.<String>empty();
        };
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return rows(evidence).or(() -> creations(evidence));
  }

  private static Optional<String> owned(
      Map<Key, Invocation.Send> owners, Key key, Invocation.Send send) {
    var owner = owners.putIfAbsent(key, send);
    return owner == null || owner.id() == send.id()
        ? Optional.empty()
        : Optional.of(key + " did " + owner + " and " + send);
  }

  /// An answer that leaves nothing out names the same first number each time.
  private static Optional<String> same(Map<Key, Long> firsts, Key key, Call call) {
    if (call.told() instanceof Response.Sent(var messages)
        && call.asked() instanceof Invocation.Send send
        && messages.size() == send.count()) {
      var first = messages.getFirst().id().number();
      var before = firsts.putIfAbsent(key, first);
      if (before != null && before != first) {
        return Optional.of(key + " was told " + before + " and " + first);
      }
    }
    return Optional.empty();
  }

  /// Anyone who is refused for its key shares it with somebody.
  private static Optional<String> reused(Evidence evidence, Invocation.Send send) {
    return evidence.isKeyShared(send)
        ? Optional.empty()
        : Optional.of(send + " was told that its key is another's");
  }

  private static Optional<String> rows(Evidence evidence) {
    var keys = new HashMap<String, Key>();
    for (var call : evidence.calls()) {
      if (call.asked() instanceof Invocation.Send send && !send.key().isEmpty()) {
        keys.put(String.valueOf(send.id()), new Key(send.chat(), send.key()));
      }
    }
    var orders = new HashMap<Key, Set<String>>();
    for (var message : evidence.messages()) {
      var order = Invocation.Send.orderOf(message.sender());
      var key = keys.get(order);
      if (key != null) {
        orders.computeIfAbsent(key, _ -> new HashSet<>()).add(order);
      }
    }
    return orders.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .findFirst()
        .map(entry -> entry.getKey() + " left messages of the orders " + entry.getValue());
  }

  private static Optional<String> creations(Evidence evidence) {
    var made = new HashMap<String, Response>();
    for (var call : evidence.calls()) {
      var key = switch (call.asked()) {
        case Invocation.CreateApplication create -> create.key();
        case Invocation.CreateChat create -> create.key();
        default -> "";
      };
      if (!key.isEmpty()
          && (call.told() instanceof Response.Application
              || call.told() instanceof Response.Chat)) {
        var before = made.putIfAbsent(key, call.told());
        if (before != null && !before.equals(call.told())) {
          return Optional.of(key + " was told " + before + " and " + call.told());
        }
      }
    }
    return Optional.empty();
  }
}
