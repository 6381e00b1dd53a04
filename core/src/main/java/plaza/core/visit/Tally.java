package plaza.core.visit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// The visits of a link in some time, counted. Each count of a part adds up to all visits; bots are
/// apart from both.
public final class Tally {
  /// The most values of one part: further ones are counted as [#OTHERS].
  public static final int VALUES_MAX = 500;

  /// Stands for all values for which there was no room; no value looks like it.
  public static final String OTHERS = "*";

  private long visits;
  private long bots;
  private final Map<Part, Map<String, Long>> parts = new EnumMap<>(Part.class);
  private Visitors visitors = new Visitors();

  public Tally() {
    for (var part : Part.values()) {
      parts.put(part, new TreeMap<>());
    }
  }

  /// Counts a visit.
  public void add(Visit visit) {
    var traits = visit.sighting().traits();
    if (traits.bot()) {
      bots++;
      return;
    }
    visits++;
    visitors.add(visit.visitor());
    parts.forEach((part, counts) -> count(counts, part.of(traits), 1));
  }

  private static void count(Map<String, Long> counts, String value, long by) {
    var room = counts.containsKey(value) || counts.size() < VALUES_MAX;
    counts.merge(room ? value : OTHERS, by, Long::sum);
  }

  /// Counts what another one has counted.
  public void add(Tally other) {
    visits += other.visits;
    bots += other.bots;
    visitors.add(other.visitors);
    other.parts.forEach(
        (part, counts) -> counts.forEach((value, by) -> count(counts(part), value, by)));
  }

  private Map<String, Long> counts(Part part) {
    return parts.getOrDefault(part, new TreeMap<>());
  }

  /// Without those of bots.
  public long visits() {
    return visits;
  }

  public long bots() {
    return bots;
  }

  public Counts counts() {
    return new Counts(visits, bots);
  }

  /// How many different visitors: somebody who comes on two days is two.
  public long visitors() {
    return visitors.estimate();
  }

  /// How many visits had each value; the empty one is not known.
  public Map<String, Long> by(Part part) {
    return Map.copyOf(counts(part));
  }

  public byte[] toBytes() {
    var out = new EventWriter().number(visits).number(bots);
    for (var part : Part.values()) {
      var counts = counts(part);
      out.number(counts.size());
      counts.forEach((value, count) -> out.text(value).number(count));
    }
    visitors.write(out);
    return out.toBytes();
  }

  public static Tally ofBytes(byte[] bytes) {
    var in = new EventReader(bytes);
    var tally = new Tally();
    tally.visits = in.number();
    tally.bots = in.number();
    for (var part : Part.values()) {
      for (int count = in.count(); count > 0; count--) {
        tally.counts(part).put(in.text(), in.number());
      }
    }
    tally.visitors = Visitors.read(in);
    return tally;
  }
}
