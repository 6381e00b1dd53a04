package plaza.core.visit;

import java.util.EnumMap;
import java.util.HashMap;
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

  private final Headcount headcount;
  private final Map<Part, Map<String, Long>> parts = new EnumMap<>(Part.class);

  public Tally() {
    this(new Headcount());
  }

  private Tally(Headcount headcount) {
    this.headcount = headcount;
    for (var part : Part.values()) {
      parts.put(part, new HashMap<>());
    }
  }

  /// Counts a visit.
  public void add(Visit visit) {
    headcount.add(visit);
    var traits = visit.sighting().traits();
    if (!traits.bot()) {
      parts.forEach((part, counts) -> count(counts, part.of(traits), 1));
    }
  }

  private static void count(Map<String, Long> counts, String value, long by) {
    var room = counts.containsKey(value) || counts.size() < VALUES_MAX;
    counts.merge(room ? value : OTHERS, by, Long::sum);
  }

  /// Counts what another one has counted.
  public void add(Tally other) {
    headcount.add(other.headcount);
    other.parts.forEach((part, theirs) -> {
      var counts = counts(part);
      theirs.forEach((value, by) -> count(counts, value, by));
    });
  }

  private Map<String, Long> counts(Part part) {
    return parts.computeIfAbsent(part, _ -> new HashMap<>());
  }

  public Headcount headcount() {
    return headcount;
  }

  public Counts counts() {
    return headcount.counts();
  }

  /// Without those of bots.
  public long visits() {
    return counts().visits();
  }

  public long bots() {
    return counts().bots();
  }

  /// How many visits had each value; the empty one is not known.
  public Map<String, Long> by(Part part) {
    return Map.copyOf(counts(part));
  }

  public byte[] toBytes() {
    var out = new EventWriter();
    headcount.write(out);
    for (var part : Part.values()) {
      var counts = counts(part);
      out.number(counts.size());
      new TreeMap<>(counts).forEach((value, count) -> out.text(value).number(count));
    }
    return out.toBytes();
  }

  public static Tally ofBytes(byte[] bytes) {
    var in = new EventReader(bytes);
    var tally = new Tally(Headcount.read(in));
    for (var part : Part.values()) {
      var counts = tally.counts(part);
      for (int count = in.count(); count > 0; count--) {
        counts.put(in.text(), in.number());
      }
    }
    return tally;
  }
}
