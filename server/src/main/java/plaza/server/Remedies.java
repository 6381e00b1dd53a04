package plaza.server;

/// Advice about parts in trouble, for a deployment.
///
/// @param log about the log and its partitions
/// @param store about the store
/// @param search about the search index and what feeds it
/// @param memory about what only makes things faster
/// @param replica about the copy of the store that is read
/// @param clock about a node whose clock is off
record Remedies(
    String log, String store, String search, String memory, String replica, String clock) {
  /// What to do about an engine, by its name in `/ready`.
  String of(String engine) {
    return switch (engine) {
      case "log", "log-replicas" -> log;
      case "store", "store-reads" -> store;
      case "search" -> search;
      case "replica" -> replica;
      case "clock" -> clock;
      default -> memory;
    };
  }

  /// What goes on by itself once log and store do.
  static final String FOLLOWS =
      "it recovers automatically: check the log and the store, and this server's own log";
}
