package plaza.simulation.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.pipeline.LogFullException;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.simulation.history.Told;
import plaza.simulation.world.Fault;

/// A call of a client to a node, over a network that may lose the answer.
final class Connection {
  /// How long a client waits; the call may go on for longer.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Town town;
  private final Node node;
  private @Nullable Told answer;

  Connection(Town town, Node node) {
    this.town = town;
    this.node = node;
  }

  Told call(Supplier<Told> service) {
    var actor = node.actor();
    town.world().spawn("request", actor, () -> answer = answer(service));
    town.world().await(() -> answer != null || actor.dead(), PATIENCE);
    var told = Optional.ofNullable(answer);
    return town.hazards().strikes(Fault.REPLY_LOST)
        ? new Told.Unknown("the answer is lost")
        : told.orElseGet(() -> new Told.Unknown("no answer"));
  }

  private Told answer(Supplier<Told> service) {
    town.hazards().pass();
    try {
      return service.get();
    } catch (UnavailableException | LogFullException e) {
      return new Told.NotDone(String.valueOf(e.getMessage()));
    } catch (OutcomeUnknownException | StoreException | LogException e) {
      return new Told.Unknown(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      town.history().complain("a call failed: " + e);
      return new Told.Unknown(e.toString());
    }
  }
}
