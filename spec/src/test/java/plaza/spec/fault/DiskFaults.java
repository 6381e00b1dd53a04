package plaza.spec.fault;

/// Disks of engines that are full.
final class DiskFaults {
  static final Fault STORE = Fault.ofDisks(
      "mariadb-disk-full", "MariaDB's disk is full, and has room again", DiskFaults::fillStore);

  static final Fault LOG = Fault.ofDisks(
      "kafka-disk-full",
      "the disk of a broker is full: it ends, and is started when there is room again",
      DiskFaults::fillLog);

  private DiskFaults() {}

  private static void fillStore(Site site, Load load, Tempo tempo) throws Exception {
    var disk = site.disks().store();
    disk.fill();
    try {
      load.goOn(tempo.away());
    } finally {
      disk.free();
    }
  }

  private static void fillLog(Site site, Load load, Tempo tempo) throws Exception {
    var disk = site.disks().log();
    disk.fill();
    try {
      load.goOn(tempo.away());
    } finally {
      disk.free();
      site.brokers().getFirst().kill();
      site.brokers().getFirst().start();
    }
  }
}
