package plaza.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.port.ClusterBus;

/// The broadcast of a committed batch to the other nodes: the partition's position before and
/// after it, the outcome of each event, and data that nodes cannot read from the store. It may
/// be lost: a node that misses it, or cannot decode it, notices by the positions.
///
/// @param before the position before the batch
/// @param settled the outcomes of the events, for waiting requests
/// @param announcement the announcement for receivers: a subset of the events and effects
record Broadcast(long before, List<Settled> settled, Announcement announcement) {
  private static final int VERSION = 1;

  Broadcast {
    settled = List.copyOf(settled);
  }

  record Settled(long boot, long sequence, Outcome outcome) {}

  /// The encoding of broadcasts.
  record Codec(EventCodec events, List<Feature> features) {
    Codec {
      features = List.copyOf(features);
    }

    /// Empty if it is too large to send.
    Optional<byte[]> encode(long before, Announcement announcement) {
      var out = new EventWriter()
          .number(VERSION)
          .number(announcement.partition())
          .number(before)
          .number(announcement.position());
      out.number(announcement.applied().size());
      for (var applied : announcement.applied()) {
        out.fixed64(applied.event().boot()).number(applied.event().sequence());
        OutcomeCodec.write(out, applied.outcome());
        var sent = isBroadcast(applied);
        out.flag(sent);
        if (sent) {
          out.bytes(events.encode(applied.event()));
        }
      }
      features.forEach(feature -> feature.encodeEffects(out, announcement.effects()));
      var bytes = out.toBytes();
      return bytes.length <= ClusterBus.BYTES_MAX ? Optional.of(bytes) : Optional.empty();
    }

    private boolean isBroadcast(Announcement.Applied applied) {
      return applied.outcome() instanceof Outcome.Done
          && features.stream()
              .filter(f -> f.format().family().isInstance(applied.event().change()))
              .anyMatch(f -> f.isBroadcast(applied.event().change()));
    }

    /// Empty when it is another version's.
    Optional<Broadcast> decode(byte[] bytes) {
      try {
        var in = new EventReader(bytes);
        return in.number() == VERSION ? Optional.of(read(in)) : Optional.empty();
      } catch (EventReader.MalformedException
          | IllegalArgumentException
          | IllegalStateException e) {
        return Optional.empty();
      }
    }

    private Broadcast read(EventReader in) {
      var partition = (int) in.number();
      var before = in.number();
      var position = in.number();
      var settled = new ArrayList<Settled>();
      var applied = new ArrayList<Announcement.Applied>();
      for (int count = in.count(); count > 0; count--) {
        var one = new Settled(in.fixed64(), in.number(), OutcomeCodec.read(in));
        settled.add(one);
        if (in.flag()) {
          applied.add(new Announcement.Applied(event(in.bytes()), one.outcome()));
        }
      }
      var effects = new ArrayList<Effect>();
      features.forEach(feature -> effects.addAll(feature.decodeEffects(in)));
      return new Broadcast(
          before, settled, new Announcement(partition, applied, effects, position));
    }

    private Event event(byte[] bytes) {
      return switch (events.decode(bytes)) {
        case EventCodec.Decoded.Whole(var event) -> event;
        case EventCodec.Decoded.Corrupt() -> throw new IllegalArgumentException("corrupt");
        case EventCodec.Decoded.Unknown(var what) -> throw new IllegalArgumentException(what);
      };
    }
  }
}
