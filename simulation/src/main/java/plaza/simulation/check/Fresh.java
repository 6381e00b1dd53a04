package plaza.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.chat.MessageId;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Asked;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Told;

/// Whoever was told something finds it from then on, on every node: no answer is older than one
/// that was given before it was asked for.
final class Fresh implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    for (var call : evidence.calls()) {
      var problem = problem(evidence, call);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /// What was told before this call was made.
  private static final class Known {
    private final Map<MessageId, Long> positions = new HashMap<>();
    private final Map<ChatId, Long> lastNumbers = new HashMap<>();

    Known(Evidence evidence, long before) {
      for (var call : evidence.calls()) {
        if (call.to() < before) {
          Evidence.told(call).forEach(message -> {
            positions.merge(message.id(), message.position(), Math::max);
            lastNumbers.merge(message.id().chat(), message.id().number(), Math::max);
          });
          if (call.told() instanceof Told.Listed(var _, var tail)) {
            lastNumbers.merge(tail.chat(), tail.lastNumber(), Math::max);
          }
        }
      }
    }
  }

  private static Optional<String> problem(Evidence evidence, Call call) {
    return switch (call.told()) {
      case Told.Seen(var message) -> {
        var known = new Known(evidence, call.from()).positions.getOrDefault(message.id(), 0L);
        yield message.position() >= known
            ? Optional.empty()
            : Optional.of(call.asked() + " was told " + message + ", older than " + known);
      }
      case Told.Listed(var messages, var tail) -> {
        var known = new Known(evidence, call.from());
        if (tail.lastNumber() < known.lastNumbers.getOrDefault(tail.chat(), 0L)) {
          yield Optional.of(call.asked() + " was told that the last number is " + tail.lastNumber()
              + ", after " + known.lastNumbers.get(tail.chat()));
        }
        yield messages.stream()
            .filter(m -> m.position() < known.positions.getOrDefault(m.id(), 0L))
            .findFirst()
            .map(m -> call.asked() + " was told " + m + ", older than before");
      }
      case Told.Refused(var refusal)
      when refusal == Reply.Refusal.MESSAGE_MISSING && call.asked() instanceof Asked.Look look ->
        new Known(evidence, call.from()).positions.containsKey(look.message())
            ? Optional.of(look.message() + " is missing, and was told before")
            : Optional.empty();
      default -> Optional.empty();
    };
  }
}
