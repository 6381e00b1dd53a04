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
import plaza.simulation.history.Response;
import plaza.simulation.world.Fault;

/// A call of a client to a node, over a network that may lose the answer.
final class Connection {
  /// How long a client waits; the call may go on for longer.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final SimulatedCluster town;
  private final Node node;
  private @Nullable Response answer;

  Connection(SimulatedCluster town, Node node) {
    this.town = town;
    this.node = node;
  }

  Response call(Supplier<Response> service) {
    var actor = node.actor();
    town.world().spawn("request", actor, () -> answer = answer(service));
    town.world().await(() -> answer != null || actor.dead(), PATIENCE);
    var told = Optional.ofNullable(answer);
    return town.hazards().strikes(Fault.REPLY_LOST)
        ? new Response.Unknown("the answer is lost")
        : told.orElseGet(() -> new Response.Unknown("no answer"));
  }

  private Response answer(Supplier<Response> service) {
    town.hazards().pass();
    try {
      return service.get();
    } catch (UnavailableException | LogFullException e) {
      return new Response.NotDone(String.valueOf(e.getMessage()));
    } catch (OutcomeUnknownException | StoreException | LogException e) {
      return new Response.Unknown(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      town.history().complain("a call failed: " + e);
      return new Response.Unknown(e.toString());
    }
  }
}
