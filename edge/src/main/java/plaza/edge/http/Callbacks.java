package plaza.edge.http;

import java.util.ArrayList;
import java.util.List;

/// One-time callbacks for the next occurrence of an event.
final class Callbacks {
  private List<Runnable> waiting = List.of();

  void add(Runnable then) {
    var more = new ArrayList<>(waiting);
    more.add(then);
    waiting = more;
  }

  void call() {
    var called = waiting;
    waiting = List.of();
    called.forEach(Runnable::run);
  }
}
