package plaza.spec.fault;

import plaza.spec.PlazaServer;

/// What goes wrong with the nodes.
final class NodeFaults {
  static final Fault KILLED =
      new Fault("node-killed", "kill -9 of a node; another one takes over", NodeFaults::kill);

  static final Fault FROZEN = new Fault(
      "node-frozen",
      "a node stands still (SIGSTOP) until another has its partitions, and wakes up",
      NodeFaults::freeze);

  static final Fault RESTARTED = new Fault(
      "rolling-restart", "both nodes are restarted, one after the other", NodeFaults::restart);

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

  private static void restart(Site site, Load load, Tempo tempo) throws InterruptedException {
    for (PlazaServer node : site.nodes()) {
      node.stop();
      node.start();
      site.awaitWhole();
      load.goOn(tempo.calm());
    }
  }
}
