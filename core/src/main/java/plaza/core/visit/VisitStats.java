package plaza.core.visit;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// The statistics of a link in one time bucket. Each count of a part adds up to all visits;
/// bots are apart from both.
public final class VisitStats {
  /// The most values of one part: further ones are counted as [#OTHERS].
  public static final int VALUES_MAX = 500;

  /// Stands for all values for which there was no room; no value looks like it.
  public static final String OTHERS = "*";

  /// How tallies are stored. Parts are named since version 2.
  public static final RowFormat<VisitStats> FORMAT = new RowFormat<>(
      "tally",
      (out, tally) -> tally.write(out),
      List.of(VisitStats::readUnnamed, VisitStats::readNamed));

  private final VisitorCount visitorCount;
  private final Map<Dimension, Map<String, Long>> parts = new EnumMap<>(Dimension.class);

  public VisitStats() {
    this(new VisitorCount());
  }

  private VisitStats(VisitorCount visitorCount) {
    this.visitorCount = visitorCount;
    for (var part : Dimension.values()) {
      parts.put(part, new HashMap<>());
    }
  }

  /// Counts a visit.
  public void add(Visit visit) {
    visitorCount.add(visit);
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
  public void add(VisitStats other) {
    visitorCount.add(other.visitorCount);
    other.parts.forEach((part, theirs) -> {
      var counts = counts(part);
      theirs.forEach((value, by) -> count(counts, value, by));
    });
  }

  private Map<String, Long> counts(Dimension part) {
    return parts.computeIfAbsent(part, _ -> new HashMap<>());
  }

  public VisitorCount visitorCount() {
    return visitorCount;
  }

  public Counts counts() {
    return visitorCount.counts();
  }

  /// Without those of bots.
  public long visits() {
    return counts().visits();
  }

  public long bots() {
    return counts().bots();
  }

  /// How many visits had each value; the empty one is not known.
  public Map<String, Long> by(Dimension part) {
    return Map.copyOf(counts(part));
  }

  public byte[] toBytes() {
    return FORMAT.write(this);
  }

  public static VisitStats ofBytes(byte[] bytes) {
    return FORMAT.read(bytes);
  }

  private void write(EventWriter out) {
    visitorCount.write(out);
    out.number(Dimension.values().length);
    for (var part : Dimension.values()) {
      var counts = counts(part);
      out.number(part.code()).number(counts.size());
      new TreeMap<>(counts).forEach((value, count) -> out.text(value).number(count));
    }
  }

  private static VisitStats readUnnamed(EventReader in) {
    var tally = new VisitStats(VisitorCount.read(in));
    Dimension.UNNAMED.forEach(part -> tally.readCounts(in, part));
    return tally.completed(EnumSet.copyOf(Dimension.UNNAMED));
  }

  private static VisitStats readNamed(EventReader in) {
    var tally = new VisitStats(VisitorCount.read(in));
    var stored = EnumSet.noneOf(Dimension.class);
    for (int parts = in.count(); parts > 0; parts--) {
      var part = Dimension.of(in.number());
      tally.readCounts(in, part);
      stored.add(part);
    }
    return tally.completed(stored);
  }

  private void readCounts(EventReader in, Dimension part) {
    var counts = counts(part);
    for (int count = in.count(); count > 0; count--) {
      counts.put(in.text(), in.number());
    }
  }

  /// Of a part that was not yet counted when the tally was stored, no visit's value is known.
  private VisitStats completed(EnumSet<Dimension> stored) {
    if (visits() > 0) {
      EnumSet.complementOf(stored).forEach(part -> counts(part).put("", visits()));
    }
    return this;
  }
}
