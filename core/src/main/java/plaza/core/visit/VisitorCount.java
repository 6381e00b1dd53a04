package plaza.core.visit;

import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// How many visits there were, and of how many visitors; bots are apart from both.
public final class VisitorCount {
  private long visits;
  private long bots;
  private final Visitors visitors;

  VisitorCount() {
    this(0, 0, new Visitors());
  }

  private VisitorCount(long visits, long bots, Visitors visitors) {
    this.visits = visits;
    this.bots = bots;
    this.visitors = visitors;
  }

  void add(Visit visit) {
    if (visit.sighting().traits().bot()) {
      bots++;
    } else {
      visits++;
      visitors.add(visit.visitor());
    }
  }

  void add(VisitorCount other) {
    visits += other.visits;
    bots += other.bots;
    visitors.add(other.visitors);
  }

  public Counts counts() {
    return new Counts(visits, bots);
  }

  /// The number of distinct visitors: a person who comes on two days counts twice.
  public long visitors() {
    return visitors.estimate();
  }

  void write(EventWriter out) {
    out.number(visits).number(bots);
    visitors.write(out);
  }

  static VisitorCount read(EventReader in) {
    return new VisitorCount(in.number(), in.number(), Visitors.read(in));
  }

  /// The one that a tally begins with; what comes after it is not read.
  public static VisitorCount ofTally(byte[] bytes) {
    var in = new EventReader(bytes);
    // Every version of a tally begins with it.
    var _ = VisitStats.FORMAT.begin(in);
    return read(in);
  }
}
