package plaza.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Statistics of the statements of one database, for the tests of plans and costs.
///
/// @param prepared every statement that any session has prepared
/// @param executed how many statements were run
record StatementStats(Set<String> prepared, LongAdder executed) {
  StatementStats() {
    this(ConcurrentHashMap.newKeySet(), new LongAdder());
  }
}
