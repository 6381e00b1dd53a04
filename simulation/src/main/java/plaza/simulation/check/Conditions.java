package plaza.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.MessageId;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// A change on a condition takes effect on the very state that it names: of those that name one
/// state, one at most; and nobody is refused for a state that nothing can have changed.
final class Conditions implements Checker {
  private record State(MessageId message, long position) {}

  @Override
  public Optional<String> violation(Evidence evidence) {
    Map<State, Invocation> done = new HashMap<>();
    for (var call : evidence.calls()) {
      var problem = switch (call.asked()) {
        case Invocation.Edit(var id, var _, var ifMatch)
        when ifMatch != 0 -> problem(evidence, done, call, new State(id, ifMatch));
        case Invocation.Delete(var id, var ifMatch)
        when ifMatch != 0 -> problem(evidence, done, call, new State(id, ifMatch));
        default -> Optional.<String>empty();
      };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(
      Evidence evidence, Map<State, Invocation> done, Call call, State state) {
    return switch (call.told()) {
      // A deletion of what was deleted before says the same: it proves nothing.
      case Response.Seen(var message)
      when message.body().equals(body(call.asked())) -> {
        var before = done.putIfAbsent(state, call.asked());
        yield before == null
            ? Optional.empty()
            : Optional.of(before + " and " + call.asked() + " took effect on one state");
      }
      case Response.Refused(var refusal)
      when refusal.equals(Reply.Refusal.STALE) -> stale(evidence, call, state);
      default -> Optional.empty();
    };
  }

  private static String body(Invocation asked) {
    return asked instanceof Invocation.Edit edit ? edit.body() : "";
  }

  private static Optional<String> stale(Evidence evidence, Call call, State state) {
    var changed = evidence.calls().stream()
        .anyMatch(other -> other.to() != call.to()
            && other.from() < call.to()
            && other.asked().changes(state.message()));
    var told = evidence.calls().stream()
        .filter(other -> other.to() < call.from())
        .flatMap(Evidence::told)
        .anyMatch(message ->
            message.id().equals(state.message()) && message.position() == state.position());
    return changed || !told
        ? Optional.empty()
        : Optional.of(call.asked() + " was refused, and nothing has changed that state");
  }
}
