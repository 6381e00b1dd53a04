package plaza.spec.fault;

/// Faults of MariaDB.
final class StoreFaults {
  private static final int KILLS = 3;

  /// Answers between a crash and the next: it comes while a batch is under way.
  private static final int ANSWERS = 40;

  static final Fault KILLED = new Fault(
      "mariadb-killed", "kill -9 of MariaDB while it works, three times", StoreFaults::kill);

  static final Fault RESTORED = new Fault(
      "mariadb-restored",
      "MariaDB is put back to an older backup, the log is kept",
      StoreFaults::restore);

  private StoreFaults() {}

  private static void kill(Site site, Load load, Tempo tempo) throws InterruptedException {
    for (int i = 0; i < KILLS; i++) {
      load.awaitAnswers(ANSWERS);
      site.store().kill();
      load.goOn(tempo.away().dividedBy(KILLS));
      site.store().start();
    }
  }

  private static void restore(Site site, Load load, Tempo tempo) throws InterruptedException {
    site.store().kill();
    var backup = site.store().backup();
    site.store().start();
    load.goOn(tempo.away());
    load.awaitAnswers(ANSWERS);
    site.store().kill();
    site.store().restore(backup);
    site.store().start();
  }
}
