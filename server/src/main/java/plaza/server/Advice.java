package plaza.server;

/// What to do when a part is in trouble, in the words of a deployment.
///
/// @param log about the log and its partitions
/// @param store about the store
/// @param search about the search index and what feeds it
/// @param memory about what only makes things faster
/// @param replica about the copy of the store that is read
record Advice(String log, String store, String search, String memory, String replica) {
  /// What goes on by itself once log and store do.
  static final String FOLLOWS =
      "it goes on by itself: look at the log and the store, and at this server's own log";
}
