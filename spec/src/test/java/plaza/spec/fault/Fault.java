package plaza.spec.fault;

/// Something that goes wrong in a cluster under load, and is repaired.
///
/// @param name by which it is chosen
/// @param words what happens, for a table
/// @param brokersMin how many brokers it needs
/// @param disks whether it needs disks of engines that it can fill
record Fault(String name, String words, int brokersMin, boolean disks, Strike strike) {
  /// Has it happen, and repairs what does not repair itself.
  @FunctionalInterface
  interface Strike {
    void at(Site site, Load load, Tempo tempo) throws Exception;
  }

  Fault(String name, String words, Strike strike) {
    this(name, words, 1, strike);
  }

  Fault(String name, String words, int brokersMin, Strike strike) {
    this(name, words, brokersMin, false, strike);
  }

  static Fault ofDisks(String name, String words, Strike strike) {
    return new Fault(name, words, 1, true, strike);
  }
}
