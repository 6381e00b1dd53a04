package plaza.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.simulation.history.Evidence;

/// A number that was told to anybody names the same message for ever: its sender and the time at
/// which it was posted never change, whatever else does.
final class Final implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    Map<MessageId, Message> first = new HashMap<>();
    for (var call : evidence.calls()) {
      for (var message : Evidence.told(call).toList()) {
        var problem = compare(first, message);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    for (var message : evidence.messages()) {
      var problem = compare(first, message);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> compare(Map<MessageId, Message> first, Message message) {
    var before = first.putIfAbsent(message.id(), message);
    if (before == null || isSame(before, message)) {
      return Optional.empty();
    }
    return Optional.of(message.id() + " was " + before + " and is " + message);
  }

  /// A tombstone has no sender any more.
  private static boolean isSame(Message a, Message b) {
    return a.createdAt().equals(b.createdAt())
        && (a.deleted() || b.deleted() || a.sender().equals(b.sender()));
  }
}
