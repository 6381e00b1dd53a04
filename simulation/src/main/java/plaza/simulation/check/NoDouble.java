package plaza.simulation.check;

import java.util.HashSet;
import java.util.Optional;
import plaza.simulation.history.Evidence;

/// Nothing is there twice: each message that was sent has one number, each application and chat
/// that was created too.
final class NoDouble implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var senders = new HashSet<String>();
    for (var message : evidence.messages()) {
      if (!message.deleted() && !senders.add(message.sender().text())) {
        return Optional.of("message " + message.sender().text() + " is there twice, the second is "
            + message.id());
      }
    }
    var names = new HashSet<String>();
    for (var view : evidence.chats()) {
      if (!names.add(view.chat().name().text())) {
        return Optional.of("chat " + view.chat().name() + " is there twice");
      }
    }
    for (var application : evidence.applications()) {
      if (!names.add(application.name().text())) {
        return Optional.of("application " + application.name() + " is there twice");
      }
    }
    return Optional.empty();
  }
}
