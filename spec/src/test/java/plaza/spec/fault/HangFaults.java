package plaza.spec.fault;

import java.util.List;

/// Engines that hang: they keep their connections, accept data, and do not answer.
final class HangFaults {
  static final Fault STORE = new Fault(
      "mariadb-hung", "MariaDB stands still (SIGSTOP), and goes on", HangFaults::hangStore);

  static final Fault LOG =
      new Fault("kafka-hung", "all brokers stand still, and go on", HangFaults::hangLog);

  static final Fault MEMORY =
      new Fault("redis-hung", "Redis stands still, and goes on", HangFaults::hangMemory);

  static final Fault SEARCH =
      new Fault("opensearch-hung", "OpenSearch stands still, and goes on", HangFaults::hangSearch);

  /// In the order of docs/faults.md.
  static final List<Fault> ALL = List.of(MEMORY, STORE, SEARCH, LOG);

  private HangFaults() {}

  private static void hangStore(Site site, Load load, Tempo tempo) throws Exception {
    site.store().freeze();
    try {
      site.awaitTroubleOf("store");
      load.awaitGivenUp();
      requireDoctor(site, tempo, "store");
      load.goOn(tempo.away());
    } finally {
      site.store().wake();
    }
  }

  private static void hangLog(Site site, Load load, Tempo tempo) throws Exception {
    site.brokers().forEach(broker -> broker.freeze());
    try {
      site.awaitTroubleOf("log");
      load.awaitGivenUp();
      requireDoctor(site, tempo, "Kafka");
      load.goOn(tempo.away());
    } finally {
      site.brokers().forEach(broker -> broker.wake());
    }
  }

  private static void hangMemory(Site site, Load load, Tempo tempo) throws Exception {
    site.redis().freeze();
    try {
      site.awaitTroubleOf("memory");
      requireDoctor(site, tempo, "Redis");
      load.goOn(tempo.away());
    } finally {
      site.redis().wake();
    }
  }

  private static void hangSearch(Site site, Load load, Tempo tempo) throws Exception {
    site.search().freeze();
    try {
      site.awaitNotReady();
      requireDoctor(site, tempo, "search");
      load.goOn(tempo.away());
    } finally {
      site.search().wake();
    }
  }

  /// The doctor marks a line with this word as trouble; to ask it takes too long for short rounds.
  static void requireDoctor(Site site, Tempo tempo, String word) throws Exception {
    if (tempo.thorough()) {
      var run = site.doctor();
      if (run.code() != 1
          || run.output().lines().noneMatch(it -> it.startsWith("! ") && it.contains(word))) {
        throw new AssertionError("doctor has no trouble with " + word + ": " + run.output());
      }
    }
  }
}
