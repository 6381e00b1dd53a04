package plaza.simulation.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// Everything that is there was asked for, as it was asked, and not refused: the sender and text of
/// each message, each edit, each chat.
final class NoPhantom implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var sent = new HashMap<String, Invocation.Send>();
    var edits = new HashMap<MessageId, Set<String>>();
    var done = new HashMap<Long, Boolean>();
    for (var call : evidence.calls()) {
      switch (call.asked()) {
        case Invocation.Send send -> {
          for (int i = 0; i < send.count(); i++) {
            sent.put(send.sender(i), send);
          }
          done.merge(send.id(), mayBeDone(call.told()), Boolean::logicalOr);
        }
        case Invocation.Edit edit ->
          edits.computeIfAbsent(edit.message(), _ -> new HashSet<>()).add(edit.body());
        default -> {}
      }
    }
    return evidence.messages().stream()
        .filter(message -> !message.deleted())
        .flatMap(message -> problem(message, sent, edits, done).stream())
        .findFirst()
        .or(() -> chats(evidence));
  }

  private static boolean mayBeDone(Response told) {
    return !(told instanceof Response.NotDone) && !(told instanceof Response.Refused);
  }

  private static Optional<String> problem(
      Message message,
      Map<String, Invocation.Send> sent,
      Map<MessageId, Set<String>> edits,
      Map<Long, Boolean> done) {
    var send = sent.get(message.sender().text());
    if (send == null || !send.chat().equals(message.id().chat())) {
      return Optional.of("nobody has sent " + message);
    }
    if (!done.getOrDefault(send.id(), false)) {
      return Optional.of(message + " was refused, each time");
    }
    var index = Invocation.Send.indexOf(message.sender());
    var edited = edits.getOrDefault(message.id(), Set.of()).contains(message.body());
    return edited || message.body().equals(send.body(index))
        ? Optional.empty()
        : Optional.of("nobody has made this of it: " + message);
  }

  private static Optional<String> chats(Evidence evidence) {
    var names = new HashSet<String>();
    for (var call : evidence.calls()) {
      if (call.asked() instanceof Invocation.CreateChat create) {
        names.add(create.name());
      }
    }
    return evidence.chats().stream()
        .filter(view -> !names.contains(view.chat().name().text()))
        .findFirst()
        .map(view -> "nobody has created " + view.chat());
  }
}
