package plaza.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// The outcomes of a batch as one row of bytes, for the requests that missed the announcement.
final class OutcomeCodec {
  private OutcomeCodec() {}

  record Settled(long offset, Outcome outcome) {}

  static final RowFormat<List<Settled>> BATCH = new RowFormat<>(
      "outcomes", OutcomeCodec::writeAll, List.of(OutcomeCodec::readAll, OutcomeCodec::readAll));

  private static void writeAll(EventWriter out, List<Settled> batch) {
    for (var settled : batch) {
      out.number(settled.offset());
      write(out, settled.outcome());
    }
  }

  private static List<Settled> readAll(EventReader in) {
    var batch = new ArrayList<Settled>();
    while (in.remaining() > 0) {
      batch.add(new Settled(in.number(), read(in)));
    }
    return batch;
  }

  static void write(EventWriter out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(var number, var count, var position) ->
        out.number(0).number(number).number(count).number(position);
      case Outcome.Repeat(var number, var count) -> out.number(1).number(number).number(count);
      case Outcome.KeyReused() -> out.number(2);
      case Outcome.Stale() -> out.number(3);
      case Outcome.Gone() -> out.number(4);
      case Outcome.Missing() -> out.number(5);
      case Outcome.Taken() -> out.number(6);
      case Outcome.LimitReached() -> out.number(7);
      case Outcome.Echo() -> out.number(8);
      case Outcome.Unreadable() -> out.number(9);
    }
  }

  static Optional<Outcome> find(byte[] batch, long offset) {
    return BATCH.read(batch).stream()
        .filter(settled -> settled.offset() == offset)
        .findFirst()
        .map(Settled::outcome);
  }

  static Outcome read(EventReader in) {
    var code = in.number();
    return switch ((int) code) {
      case 0 -> new Outcome.Done(in.number(), (int) in.number(), in.number());
      case 1 -> new Outcome.Repeat(in.number(), (int) in.number());
      case 2 -> new Outcome.KeyReused();
      case 3 -> new Outcome.Stale();
      case 4 -> new Outcome.Gone();
      case 5 -> new Outcome.Missing();
      case 6 -> new Outcome.Taken();
      case 7 -> new Outcome.LimitReached();
      case 8 -> new Outcome.Echo();
      case 9 -> new Outcome.Unreadable();
      default ->
        throw new IllegalStateException("outcome " + code + " was written by a newer program");
    };
  }
}
