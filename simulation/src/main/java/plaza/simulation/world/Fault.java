package plaza.simulation.world;

/// A kind of fault, and its approximate frequency in a run that has it: once in so many
/// chances.
public enum Fault {
  /// The process is gone, between any two steps.
  CRASH(700),
  /// The process stands still, for longer than others believe in it, and then goes on.
  FREEZE(900),
  /// A step takes long.
  SLOW(60),
  /// The log's engine fails before it does anything.
  LOG_FAILS(80),
  /// The log has no room.
  LOG_FULL(150),
  /// The log stores a part of a group, and nobody knows.
  LOG_STORES_A_PART(60),
  /// The log stores a group twice.
  LOG_ECHOES(25),
  /// The log stores a group later, when its caller has given up.
  LOG_STORES_LATE(60),
  /// The log stores a group, and its answer is lost.
  LOG_ANSWER_LOST(60),
  /// The log leaves offsets out.
  LOG_HOLE(30),
  /// The log is away for some time.
  LOG_AWAY(900),
  /// The store's engine fails before it does anything.
  STORE_FAILS(150),
  /// A commit fails, and nothing was committed.
  COMMIT_FAILS(40),
  /// A commit is done, and its answer is lost.
  COMMIT_ANSWER_LOST(25),
  /// The store is away for some time.
  STORE_AWAY(1_500),
  /// An announcement to watchers is lost.
  ANNOUNCEMENT_LOST(15),
  /// An announcement to watchers comes again, later.
  ANNOUNCEMENT_REPEATED(15),
  /// What a node says to another one is lost.
  WORDS_LOST(10),
  /// Partitions are given to other nodes.
  REBALANCE(8),
  /// A client's connection breaks: what it is told is lost.
  REPLY_LOST(20),
  /// The clock of a node jumps.
  CLOCK_JUMPS(100),
  /// The machine loses its power: all processes at once, with all that is not on the disk.
  POWER_CUT(0),
  /// While all is down, an older copy of the store is put back.
  STORE_RESTORED(0),
  /// While all is down, the log loses events that were applied.
  LOG_TAIL_LOST(0),
  /// While all is down, another log is put in the log's place.
  LOG_REPLACED(0),
  /// While all is down, the log is gone as a whole, and an older copy of the store is put back:
  /// nobody can make good what is lost.
  STORE_AND_LOG_LOST(0),
  /// While all is down, bytes of an applied event rot, and the store is an older one.
  EVENT_ROTS(0),
  /// A search index is gone.
  INDEX_LOST(0);

  private final int oneIn;

  Fault(int oneIn) {
    this.oneIn = oneIn;
  }

  /// The mean number of chances between two of them; 0 for what [plaza.simulation.run] plans.
  public int oneIn() {
    return oneIn;
  }
}
