package plaza.core.visit;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// What is kept of a visit, beside where it was: no address, and nothing that tells who it was.
public record Sighting(Instant at, Traits traits, Trace trace) {
  /// Writes each different text and each kind of visitor once.
  static void write(EventWriter out, List<Sighting> sightings) {
    var texts = new Vocabulary<String>();
    var kinds = new Vocabulary<Traits>();
    for (var one : sightings) {
      kinds.place(one.traits);
      texts.place(one.trace.agent());
      texts.place(one.trace.referrer());
      texts.place(one.trace.url());
    }
    for (var kind : kinds.words()) {
      for (var part : Part.values()) {
        texts.place(part.of(kind));
      }
    }
    var first = sightings.stream().mapToLong(one -> one.at.toEpochMilli()).min().orElse(0);
    out.texts(texts.words());
    out.number(kinds.words().size());
    kinds.words().forEach(kind -> write(out, kind, texts));
    out.number(sightings.size()).number(first);
    for (var one : sightings) {
      out.number(one.at.toEpochMilli() - first)
          .number(kinds.place(one.traits))
          .number(texts.place(one.trace.agent()))
          .number(texts.place(one.trace.referrer()))
          .number(texts.place(one.trace.url()));
    }
  }

  private static void write(EventWriter out, Traits kind, Vocabulary<String> texts) {
    for (var part : Part.values()) {
      out.number(texts.place(part.of(kind)));
    }
    out.flag(kind.bot());
  }

  static List<Sighting> read(EventReader in) {
    var texts = in.texts();
    var kinds = in.list(() -> traits(in, texts));
    var count = in.count();
    var first = in.number();
    return IntStream.range(0, count)
        .mapToObj(_ -> new Sighting(
            Instant.ofEpochMilli(first + in.number()),
            Vocabulary.read(in, kinds),
            trace(in, texts)))
        .toList();
  }

  private static Traits traits(EventReader in, List<String> texts) {
    return new Traits(
        Vocabulary.read(in, texts),
        Vocabulary.read(in, texts),
        Vocabulary.read(in, texts),
        Vocabulary.read(in, texts),
        Vocabulary.read(in, texts),
        in.flag());
  }

  private static Trace trace(EventReader in, List<String> texts) {
    return new Trace(
        Vocabulary.read(in, texts), Vocabulary.read(in, texts), Vocabulary.read(in, texts));
  }
}
