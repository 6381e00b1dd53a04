package plaza.core.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Visits of one target that are stored as one row: those of one minute, at most [#VISITS_MAX].
///
/// @param number the position at which they were applied
/// @param sightings at least one
public record VisitGroup(long number, VisitTarget place, List<VisitRecord> sightings) {
  /// The most visits of a group.
  public static final int VISITS_MAX = 256;

  /// No group has visits of more than one of these: so who looks for a time knows where to look.
  public static final Duration SPAN = Duration.ofMinutes(1);

  public VisitGroup {
    sightings = List.copyOf(sightings);
  }

  /// What tells where a group is in the order of all, newest first.
  public record Head(long number, Instant lastAt, Counts counts) {
    /// The order of all groups.
    public static final Comparator<Head> NEWEST_FIRST =
        Comparator.comparing(Head::lastAt).thenComparing(Head::number).reversed();
  }

  /// Groups behind this one in the order of all.
  public record Behind(Instant lastAt, long number) {
    /// All groups.
    public static final Behind NONE = new Behind(Period.ALWAYS.to(), Long.MAX_VALUE);
  }

  /// Splits visits of one place, in their order, so that each part may be a group.
  static List<List<VisitRecord>> split(List<VisitRecord> sightings) {
    var parts = new ArrayList<List<VisitRecord>>();
    List<VisitRecord> last = List.of();
    for (var one : sightings) {
      if (last.isEmpty()
          || last.size() == VISITS_MAX
          || span(last.getFirst().at()) != span(one.at())) {
        last = new ArrayList<>();
        parts.add(last);
      }
      last.add(one);
    }
    return parts;
  }

  private static long span(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), SPAN.toMillis());
  }

  public Instant firstAt() {
    return sightings.stream()
        .map(VisitRecord::at)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  public Instant lastAt() {
    return sightings.stream()
        .map(VisitRecord::at)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  public Counts counts() {
    return counts(Period.ALWAYS);
  }

  /// How many of them are in a period.
  Counts counts(Period period) {
    var all = 0L;
    var bots = 0L;
    for (var one : sightings) {
      if (period.has(one.at())) {
        all++;
        bots += one.traits().bot() ? 1 : 0;
      }
    }
    return new Counts(all - bots, bots);
  }

  public Head head() {
    return new Head(number, lastAt(), counts());
  }

  public byte[] toBytes() {
    return VisitRecord.ROWS.write(sightings);
  }

  public static VisitGroup ofBytes(long number, VisitTarget place, byte[] bytes) {
    return new VisitGroup(number, place, VisitRecord.ROWS.read(bytes));
  }
}
