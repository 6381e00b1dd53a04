package plaza.spec.fault;

/// Faults that come together.
final class TogetherFaults {
  /// Answers by which changes are seen to go on.
  private static final int ANSWERS = 40;

  static final Fault MEMORY_AND_NODE = new Fault(
      "redis-and-node-killed",
      "kill -9 of Redis and of a node at once",
      TogetherFaults::killMemoryAndNode);

  static final Fault STORE_AND_LOG = new Fault(
      "mariadb-and-kafka-killed",
      "kill -9 of MariaDB and of a broker at once",
      TogetherFaults::killStoreAndBroker);

  static final Fault BROKERS = new Fault(
      "two-brokers-killed",
      "kill -9 of a broker of three, which changes nothing, and then of a second",
      3,
      TogetherFaults::killBrokers);

  private TogetherFaults() {}

  private static void killMemoryAndNode(Site site, Load load, Tempo tempo)
      throws InterruptedException {
    var node = site.nodes().getFirst();
    site.redis().kill();
    node.kill();
    site.awaitAll(site.nodes().getLast());
    load.awaitAnswers(ANSWERS);
    load.goOn(tempo.away());
    node.start();
    load.goOn(tempo.calm());
    site.redis().start();
  }

  private static void killStoreAndBroker(Site site, Load load, Tempo tempo)
      throws InterruptedException {
    var broker = site.brokers().getFirst();
    site.store().kill();
    broker.kill();
    load.goOn(tempo.away());
    broker.start();
    load.goOn(tempo.calm());
    site.store().start();
  }

  private static void killBrokers(Site site, Load load, Tempo tempo) throws Exception {
    var first = site.brokers().get(0);
    var second = site.brokers().get(1);
    first.kill();
    load.awaitAnswers(ANSWERS);
    site.awaitWhole();
    load.goOn(tempo.away());
    second.kill();
    site.awaitTroubleOf("log");
    HangFaults.requireDoctor(site, tempo, "Kafka");
    load.goOn(tempo.away());
    first.startAlone();
    second.start();
  }
}
