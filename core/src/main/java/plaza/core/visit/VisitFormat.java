package plaza.core.visit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.link.Code;
import plaza.core.link.CodeStream;

/// How visits are written: kinds 300 to 399. A group names each code and each kind of visitor once.
final class VisitFormat implements Format {
  private static final int GATHERED = 300;
  private static final int WANTED = 301;

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
    }
  }

  @Override
  public Change read(int kind, EventReader in) {
    var stream = CodeStream.read(in);
    return switch (kind) {
      case GATHERED ->
        new VisitChange.VisitsGathered(stream, in.fixed64(), in.number(), visits(in));
      case WANTED -> new VisitChange.VisitWanted(stream, in.number(), onlyOne(visits(in)));
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
    var codes = indexed(visits.stream().map(Visit::code).toList());
    var traits = indexed(visits.stream().map(Visit::traits).toList());
    out.number(codes.size());
    codes.keySet().forEach(code -> out.text(code.text()));
    out.number(traits.size());
    traits.keySet().forEach(its -> traits(out, its));
    out.number(visits.size());
    for (var visit : visits) {
      out.number(codes.getOrDefault(visit.code(), 0))
          .number(visit.at().toEpochMilli())
          .number(traits.getOrDefault(visit.traits(), 0))
          .fixed64(visit.visitor());
    }
  }

  /// Each of these once, with its place.
  private static <T> Map<T, Integer> indexed(List<T> all) {
    var places = new LinkedHashMap<T, Integer>();
    all.forEach(one -> places.putIfAbsent(one, places.size()));
    return places;
  }

  private static void traits(EventWriter out, Traits traits) {
    for (var part : Part.values()) {
      out.text(part.of(traits));
    }
    out.flag(traits.bot());
  }

  private static List<Visit> visits(EventReader in) {
    var codes =
        IntStream.range(0, in.count()).mapToObj(_ -> new Code(in.text())).toList();
    var traits = IntStream.range(0, in.count()).mapToObj(_ -> traits(in)).toList();
    var visits = new ArrayList<Visit>();
    for (int count = in.count(); count > 0; count--) {
      visits.add(new Visit(
          codes.get(place(in, codes.size())),
          Instant.ofEpochMilli(in.number()),
          traits.get(place(in, traits.size())),
          in.fixed64()));
    }
    return visits;
  }

  private static int place(EventReader in, int size) {
    var place = in.number();
    if (place < 0 || place >= size) {
      throw new IllegalArgumentException("a place " + place + " of " + size);
    }
    return (int) place;
  }

  private static Traits traits(EventReader in) {
    return new Traits(in.text(), in.text(), in.text(), in.text(), in.text(), in.flag());
  }
}
