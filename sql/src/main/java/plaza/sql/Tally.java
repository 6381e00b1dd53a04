package plaza.sql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the sessions of one database have done, for the tests of plans and costs.
///
/// @param prepared every statement that any session has prepared
/// @param executed how many statements were run
record Tally(Set<String> prepared, LongAdder executed) {
  Tally() {
    this(ConcurrentHashMap.newKeySet(), new LongAdder());
  }
}
