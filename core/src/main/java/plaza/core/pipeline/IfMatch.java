package plaza.core.pipeline;

import java.util.List;
import java.util.stream.Stream;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// The precondition of a change: the state of the row that it is meant for.
///
/// @param positions of the row, one of which must be its own now; empty: any state will do
public record IfMatch(List<Long> positions) {
  /// Any state will do.
  public static final IfMatch ANY = new IfMatch(List.of());

  /// No state will do: the caller has read another epoch of the store, or no state of this row.
  public static final IfMatch NEVER = new IfMatch(List.of(0L));

  public IfMatch {
    positions = List.copyOf(positions);
  }

  /// Whether a row with this position may be changed.
  public boolean admits(long position) {
    return positions.isEmpty() || positions.contains(position);
  }

  public void write(EventWriter out) {
    out.number(positions.size());
    positions.forEach(out::number);
  }

  public static IfMatch read(EventReader in) {
    return new IfMatch(Stream.generate(in::number).limit(in.count()).toList());
  }
}
