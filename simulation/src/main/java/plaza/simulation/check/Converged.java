package plaza.simulation.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Replica;

/// Every follower of the rows ends with their content: each search index every message of every
/// chat that is there, each watcher every message of his chat.
final class Converged implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var gone = new HashSet<ChatId>();
    for (var view : evidence.chats()) {
      if (view.chat().deleted()) {
        gone.add(view.chat().id());
      }
    }
    return evidence.replicas().stream()
        .flatMap(replica -> difference(evidence, replica, gone).stream())
        .findFirst();
  }

  private static Optional<String> difference(Evidence evidence, Replica replica, Set<ChatId> gone) {
    if (replica.chat().map(gone::contains).orElse(false)) {
      return Optional.empty();
    }
    var rows = evidence.messages().stream()
        .filter(message -> !message.deleted() && !gone.contains(message.id().chat()))
        .filter(message ->
            replica.chat().map(chat -> message.id().chat().equals(chat)).orElse(true))
        .collect(Collectors.toMap(Message::id, Function.identity(), (a, _) -> a));
    for (var row : rows.values()) {
      if (!row.equals(replica.messages().get(row.id()))) {
        return Optional.of(
            replica.name() + " has " + replica.messages().get(row.id()) + " for " + row);
      }
    }
    return tooMany(replica, rows);
  }

  private static Optional<String> tooMany(Replica replica, Map<MessageId, Message> rows) {
    return replica.messages().keySet().stream()
        .filter(id -> !rows.containsKey(id))
        .findFirst()
        .map(id -> replica.name() + " has " + replica.messages().get(id) + ", which is not there");
  }
}
