package plaza.simulation.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import plaza.core.pipeline.LossRecovery;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.simulation.world.Actor;

/// Looks now and then whether a partition has stopped. One may do so only when the log is
/// damaged: then what can be repaired is repaired, and the rest is given up, as an operator does.
final class Operator {
  private static final Duration LOOKS = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final SimulatedCluster town;
  private final FaultSchedule fate;
  private int attempts;

  Operator(SimulatedCluster town, FaultSchedule fate) {
    this.town = town;
    this.fate = fate;
  }

  void work() {
    while (true) {
      town.world().sleep(LOOKS);
      var stops = town.stops();
      if (!stops.isEmpty()) {
        help(stops.getFirst());
      }
    }
  }

  private void help(String stop) {
    town.tell("the operator sees that " + stop);
    if (fate.repair()) {
      town.whileAllIsDown(() -> {});
    } else if (fate.damaged()) {
      town.close();
      acceptLoss();
      fate.lossIsAccepted();
      town.open();
    } else {
      town.history().complain("a partition stopped though nothing is lost: " + stop);
      town.whileAllIsDown(() -> {});
    }
  }

  /// The command, again and again until an engine that is away, or a crash, does not end it.
  private void acceptLoss() {
    var done = new AtomicBoolean();
    while (!done.get()) {
      var command = new Actor("accept-loss " + ++attempts);
      var task = town.world().spawn("command", command, () -> done.set(accepted()));
      town.world().await(() -> task.ended() || command.dead(), LONG);
      town.world().sleep(LOOKS);
    }
  }

  private boolean accepted() {
    try {
      var _ = LossRecovery.accept(
          town.ports().log(),
          town.ports().store(),
          FaultSchedule.CODEC,
          town.ports().chats()::reopen);
      return true;
    } catch (LogException | StoreException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
