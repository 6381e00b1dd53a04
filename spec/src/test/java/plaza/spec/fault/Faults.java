package plaza.spec.fault;

import java.util.List;

/// All faults, in the order of docs/faults.md.
final class Faults {
  static final List<Fault> ALL = List.of(
      MemoryFaults.FLUSHED,
      MemoryFaults.REPLACED,
      StoreFaults.KILLED,
      StoreFaults.RESTORED,
      NodeFaults.KILLED,
      NodeFaults.FROZEN,
      NodeFaults.RESTARTED,
      SearchFaults.AWAY,
      SearchFaults.WIPED,
      LogFaults.LEADER_KILLED,
      LogFaults.POISON,
      LogFaults.MADE_ANEW,
      HangFaults.MEMORY,
      HangFaults.STORE,
      HangFaults.SEARCH,
      HangFaults.LOG,
      TogetherFaults.MEMORY_AND_NODE,
      TogetherFaults.STORE_AND_LOG,
      TogetherFaults.BROKERS,
      NodeFaults.CLOCK,
      DiskFaults.STORE,
      DiskFaults.LOG);

  private Faults() {}

  /// The one of this name.
  static Fault of(String name) {
    return ALL.stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + name));
  }
}
