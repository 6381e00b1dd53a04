package plaza.core.visit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// The stored data of a visit, besides its target: no address, and nothing that identifies a
/// person.
public record VisitRecord(Instant at, ClientProfile traits, VisitRequest trace) {
  /// How groups of visits are stored. Parts are named since version 2.
  public static final RowFormat<List<VisitRecord>> ROWS = new RowFormat<>(
      "sightings", VisitRecord::writeNamed, List.of(VisitRecord::read, VisitRecord::readNamed));

  private static void writeNamed(EventWriter out, List<VisitRecord> sightings) {
    var parts = List.of(Dimension.values());
    out.number(parts.size());
    parts.forEach(part -> out.number(part.code()));
    writeParts(out, sightings, parts);
  }

  private static List<VisitRecord> readNamed(EventReader in) {
    return readParts(in, in.list(() -> Dimension.of(in.number())));
  }

  /// Writes sightings as events have them.
  static void write(EventWriter out, List<VisitRecord> sightings) {
    writeParts(out, sightings, Dimension.UNNAMED);
  }

  /// Reads sightings as events have them.
  static List<VisitRecord> read(EventReader in) {
    return readParts(in, Dimension.UNNAMED);
  }

  /// Writes each different text and each kind of visitor once.
  private static void writeParts(
      EventWriter out, List<VisitRecord> sightings, List<Dimension> parts) {
    var texts = new Vocabulary<String>();
    var kinds = new Vocabulary<ClientProfile>();
    for (var one : sightings) {
      kinds.place(one.traits);
      texts.place(one.trace.agent());
      texts.place(one.trace.referrer());
      texts.place(one.trace.url());
    }
    for (var kind : kinds.words()) {
      for (var part : parts) {
        texts.place(part.of(kind));
      }
    }
    var first = sightings.stream().mapToLong(one -> one.at.toEpochMilli()).min().orElse(0);
    out.texts(texts.words());
    out.number(kinds.words().size());
    kinds.words().forEach(kind -> writeKind(out, kind, parts, texts));
    out.number(sightings.size()).number(first);
    for (var one : sightings) {
      out.number(one.at.toEpochMilli() - first)
          .number(kinds.place(one.traits))
          .number(texts.place(one.trace.agent()))
          .number(texts.place(one.trace.referrer()))
          .number(texts.place(one.trace.url()));
    }
  }

  private static void writeKind(
      EventWriter out, ClientProfile kind, List<Dimension> parts, Vocabulary<String> texts) {
    for (var part : parts) {
      out.number(texts.place(part.of(kind)));
    }
    out.flag(kind.bot());
  }

  private static List<VisitRecord> readParts(EventReader in, List<Dimension> parts) {
    var texts = in.texts();
    var kinds = in.list(() -> traits(in, parts, texts));
    var count = in.count();
    var first = in.number();
    return IntStream.range(0, count)
        .mapToObj(_ -> new VisitRecord(
            Instant.ofEpochMilli(first + in.number()),
            Vocabulary.read(in, kinds),
            trace(in, texts)))
        .toList();
  }

  private static ClientProfile traits(EventReader in, List<Dimension> parts, List<String> texts) {
    var known = new EnumMap<Dimension, String>(Dimension.class);
    parts.forEach(part -> known.put(part, Vocabulary.read(in, texts)));
    return ClientProfile.of(known, in.flag());
  }

  private static VisitRequest trace(EventReader in, List<String> texts) {
    return new VisitRequest(
        Vocabulary.read(in, texts), Vocabulary.read(in, texts), Vocabulary.read(in, texts));
  }
}
