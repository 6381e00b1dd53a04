package plaza.spec.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import plaza.simulation.history.Call;
import plaza.simulation.history.History;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// Records the concurrent calls and answers of many clients.
final class Recorder {
  private final History history = new History();
  private final List<Duration> waits = new ArrayList<>();
  private int askedAgain;

  /// The moment before a call is made.
  synchronized long tick() {
    return history.tick();
  }

  synchronized void answered(Invocation asked, long from, Response told) {
    history.answered(asked, from, told);
  }

  /// A call had to be made again.
  synchronized void askedAgain() {
    askedAgain++;
  }

  /// Somebody has waited for so long, through all that he had to ask again.
  synchronized void waited(Duration time) {
    waits.add(time);
  }

  synchronized void complain(String what) {
    history.complain(what);
  }

  synchronized List<Call> calls() {
    return List.copyOf(history.calls());
  }

  synchronized List<String> complaints() {
    return List.copyOf(history.complaints());
  }

  /// How many calls were answered for good.
  synchronized int answers() {
    return waits.size();
  }

  synchronized int again() {
    return askedAgain;
  }

  synchronized Duration longestWait() {
    return waits.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
