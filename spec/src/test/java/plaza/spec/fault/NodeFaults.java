package plaza.spec.fault;

import java.util.List;
import plaza.spec.PlazaServer;
import plaza.spec.Trapped;

/// Faults of the nodes.
final class NodeFaults {
  static final Fault KILLED =
      new Fault("node-killed", "kill -9 of a node; another one takes over", NodeFaults::kill);

  static final Fault FROZEN = new Fault(
      "node-frozen",
      "a node stands still (SIGSTOP) until another has its partitions, and wakes up",
      NodeFaults::freeze);

  static final Fault RESTARTED = new Fault(
      "rolling-restart", "both nodes are restarted, one after the other", NodeFaults::restart);

  static final Fault CLOCK = new Fault(
      "node-clock", "a node's clock is two hours behind, then two ahead", NodeFaults::setClock);

  private NodeFaults() {}

  private static void kill(Site site, Load load, Tempo tempo) throws InterruptedException {
    var node = site.nodes().getFirst();
    node.kill();
    site.awaitAll(site.nodes().getLast());
    load.goOn(tempo.calm());
    node.start();
  }

  private static void freeze(Site site, Load load, Tempo tempo) throws Exception {
    var node = site.nodes().getLast();
    Signals.freeze(node);
    site.awaitAll(site.nodes().getFirst());
    load.goOn(tempo.calm());
    Signals.wake(node);
  }

  /// It says by a clock of its own what time it is; Kafka, MariaDB and the other node have another.
  private static void setClock(Site site, Load load, Tempo tempo) throws InterruptedException {
    var node = site.nodes().getLast();
    for (var by : List.of("PT-2H", "PT2H")) {
      node.stop();
      node.start(Trapped.server("-Dplaza.clock=" + by));
      site.awaitWhole();
      load.goOn(tempo.away());
    }
    node.stop();
    node.start(PlazaServer.command());
  }

  private static void restart(Site site, Load load, Tempo tempo) throws InterruptedException {
    for (PlazaServer node : site.nodes()) {
      node.stop();
      node.start();
      site.awaitWhole();
      load.goOn(tempo.calm());
    }
  }
}
