package plaza.simulation.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.chat.MessageId;
import plaza.core.chat.Messages;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// Anyone who was told something finds it from then on, on every node: no answer is older than one
/// that was given before it was asked for.
final class Fresh implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var known = new Known(evidence.calls());
    var byBeginning = new ArrayList<>(evidence.calls());
    byBeginning.sort(Comparator.comparingLong(Call::from));
    for (var call : byBeginning) {
      known.learnUntil(call.from());
      var problem = problem(known, call);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /// What was told before some moment.
  private static final class Known {
    private final Map<MessageId, Long> positions = new HashMap<>();
    private final Map<ChatId, Long> lastNumbers = new HashMap<>();
    private final List<Call> calls;
    private int learned;

    /// @param calls in the order in which they were answered
    Known(List<Call> calls) {
      this.calls = calls;
    }

    void learnUntil(long moment) {
      while (learned < calls.size() && calls.get(learned).to() < moment) {
        learn(calls.get(learned));
        learned++;
      }
    }

    private void learn(Call call) {
      Evidence.told(call).forEach(message -> {
        positions.merge(message.id(), message.position(), Math::max);
        lastNumbers.merge(message.id().chat(), message.id().number(), Math::max);
      });
      if (call.told() instanceof Response.Listed(var _, var tail)) {
        lastNumbers.merge(tail.chat(), tail.lastNumber(), Math::max);
      }
    }
  }

  private static Optional<String> problem(Known before, Call call) {
    return switch (call.told()) {
      case Response.Seen(var message) -> {
        var known = before.positions.getOrDefault(message.id(), 0L);
        yield message.position() >= known
            ? Optional.empty()
            : Optional.of(call.asked() + " was told " + message + ", older than " + known);
      }
      case Response.Listed(var messages, var tail) -> {
        if (tail.lastNumber() < before.lastNumbers.getOrDefault(tail.chat(), 0L)) {
          yield Optional.of(call.asked() + " was told that the last number is " + tail.lastNumber()
              + ", after " + before.lastNumbers.get(tail.chat()));
        }
        yield messages.stream()
            .filter(m -> m.position() < before.positions.getOrDefault(m.id(), 0L))
            .findFirst()
            .map(m -> call.asked() + " was told " + m + ", older than before");
      }
      case Response.Refused(var refusal)
      when refusal.equals(Messages.MESSAGE.missing())
          && call.asked() instanceof Invocation.Look look ->
        before.positions.containsKey(look.message())
            ? Optional.of(look.message() + " is missing, and was told before")
            : Optional.empty();
      default -> Optional.empty();
    };
  }
}
