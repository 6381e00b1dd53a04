package plaza.core.visit;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.link.CodeStream;

/// How visits are written: kinds 300 to 399. A group names each place once.
final class VisitFormat implements Format {
  private static final int GATHERED = 300;
  private static final int WANTED = 301;
  private static final int CLEARED = 302;

  @Override
  public Class<? extends Change> family() {
    return VisitChange.class;
  }

  @Override
  public int kindMin() {
    return 300;
  }

  @Override
  public int kindMax() {
    return 399;
  }

  @Override
  public int kind(Change change) {
    return switch ((VisitChange) change) {
      case VisitChange.VisitsGathered _ -> GATHERED;
      case VisitChange.VisitWanted _ -> WANTED;
      case VisitChange.VisitsCleared _ -> CLEARED;
    };
  }

  @Override
  public void write(EventWriter out, Change change) {
    switch ((VisitChange) change) {
      case VisitChange.VisitsGathered c -> {
        CodeStream.write(out, c.stream());
        out.fixed64(c.source()).number(c.count());
        visits(out, c.visits());
      }
      case VisitChange.VisitWanted c -> {
        CodeStream.write(out, c.stream());
        out.number(c.visitsMax());
        visits(out, List.of(c.visit()));
      }
      case VisitChange.VisitsCleared c -> {
        CodeStream.write(out, c.stream());
        place(out, c.place());
      }
    }
  }

  @Override
  public Change read(int kind, EventReader in) {
    var stream = CodeStream.read(in);
    return switch (kind) {
      case GATHERED ->
        new VisitChange.VisitsGathered(stream, in.fixed64(), in.number(), visits(in));
      case WANTED -> new VisitChange.VisitWanted(stream, in.number(), onlyOne(visits(in)));
      case CLEARED -> new VisitChange.VisitsCleared(stream, place(in));
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }

  private static Visit onlyOne(List<Visit> visits) {
    if (visits.size() != 1) {
      throw new IllegalArgumentException("one visit is wanted, were " + visits.size());
    }
    return visits.getFirst();
  }

  private static void visits(EventWriter out, List<Visit> visits) {
    var places = new Vocabulary<VisitTarget>();
    visits.forEach(visit -> places.place(visit.place()));
    out.number(places.words().size());
    places.words().forEach(place -> place(out, place));
    VisitRecord.write(out, visits.stream().map(Visit::sighting).toList());
    visits.forEach(visit -> out.number(places.place(visit.place())).fixed64(visit.visitor()));
  }

  private static List<Visit> visits(EventReader in) {
    var places = in.list(() -> place(in));
    return VisitRecord.read(in).stream()
        .map(sighting -> new Visit(Vocabulary.read(in, places), sighting, in.fixed64()))
        .toList();
  }

  private static void place(EventWriter out, VisitTarget place) {
    out.number(place.owner()).text(place.key());
  }

  private static VisitTarget place(EventReader in) {
    return VisitTarget.of(in.number(), in.text());
  }
}
