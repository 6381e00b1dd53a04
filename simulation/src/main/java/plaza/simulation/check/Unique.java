package plaza.simulation.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// A number names one thing: no two orders are told the same number of a chat, no two chats the
/// same number of an application, and no two rows have one id or one position.
final class Unique implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    return rows(evidence).or(() -> answers(evidence));
  }

  private static Optional<String> rows(Evidence evidence) {
    var ids = new HashSet<>();
    var positions = new HashSet<Long>();
    for (var message : evidence.messages()) {
      if (!ids.add(message.id())) {
        return Optional.of("there are two rows " + message.id());
      }
      if (!positions.add(message.position())) {
        return Optional.of("position " + message.position() + " was given twice");
      }
    }
    for (var view : evidence.chats()) {
      if (!ids.add(view.chat().id())) {
        return Optional.of("there are two rows " + view.chat().id());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> answers(Evidence evidence) {
    Map<Object, Object> owners = new HashMap<>();
    for (var call : evidence.calls()) {
      var problem = switch (call.told()) {
        case Response.Application(var id) -> claim(owners, id, call.asked());
        case Response.Chat(var id) -> claim(owners, id, call.asked());
        case Response.Sent(var messages)
        when call.asked() instanceof Invocation.Send send ->
          messages.stream()
              .flatMap(message -> claim(owners, message.id(), send.id()).stream())
              .findFirst();
        default -> Optional.<String>empty();
      };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> claim(Map<Object, Object> owners, Object id, Object order) {
    var before = owners.putIfAbsent(id, order);
    return before == null || before.equals(order)
        ? Optional.empty()
        : Optional.of(id + " was told to " + before + " and to " + order);
  }
}
