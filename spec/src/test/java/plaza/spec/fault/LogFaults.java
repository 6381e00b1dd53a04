package plaza.spec.fault;

import plaza.contract.engine.ClusterFile;
import plaza.spec.PlazaServer;

/// Faults of Kafka and its data.
final class LogFaults {
  /// The partition that somebody writes into who should not.
  private static final int POISONED = 3;

  static final Fault LEADER_KILLED = new Fault(
      "leader-killed",
      "kill -9 of the broker that leads a partition, each once",
      3,
      LogFaults::killLeaders);

  static final Fault MADE_ANEW = new Fault(
      "topic-made-anew",
      "the topic is deleted and made again; its loss is accepted",
      LogFaults::makeAnew);

  static final Fault POISON = new Fault(
      "poison",
      "records that are no events: new ones, and one in a replay, whose loss is accepted",
      LogFaults::poison);

  private LogFaults() {}

  private static void killLeaders(Site site, Load load, Tempo tempo) throws Exception {
    var topic = new Topic(site.kafka(), Site.NAME);
    for (int partition = 0; partition < site.brokers().size(); partition++) {
      var broker = site.brokers().get(topic.leader(partition) - 1);
      broker.kill();
      load.goOn(tempo.calm());
      broker.start();
      load.goOn(tempo.calm());
    }
  }

  /// Every partition stops and says so, until somebody accepts what is gone with the topic.
  private static void makeAnew(Site site, Load load, Tempo tempo) throws Exception {
    new Topic(site.kafka(), Site.NAME).makeAnew();
    site.awaitTrouble("created again");
    load.goOn(tempo.calm());
    requireWords(site.acceptLoss(), "continues with another log");
  }

  /// What nobody was told a number behind is passed over. In a replay a partition can't know, and
  /// stops; the others go on.
  private static void poison(Site site, Load load, Tempo tempo) throws Exception {
    var topic = new Topic(site.kafka(), Site.NAME);
    for (int partition = 0; partition < ClusterFile.PARTITIONS; partition++) {
      topic.poison(partition);
    }
    load.goOn(tempo.calm());
    site.nodes().forEach(PlazaServer::kill);
    topic.poison(POISONED);
    site.startNodes();
    site.awaitTrouble("partition " + POISONED + " stops at event");
    load.goOn(tempo.calm());
    requireWords(site.acceptLoss(), "unreadable events will be skipped");
  }

  private static void requireWords(String output, String words) {
    if (!output.contains(words)) {
      throw new AssertionError("accept-loss said: " + output);
    }
  }
}
