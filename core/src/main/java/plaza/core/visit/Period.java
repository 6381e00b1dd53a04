package plaza.core.visit;

import java.time.Instant;

/// A period: from an instant, inclusive, to another, exclusive.
public record Period(Instant from, Instant to) {
  /// All of time that visits are in.
  public static final Period ALWAYS =
      new Period(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE / 2));

  public boolean has(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /// Whether nothing is left out.
  public boolean isAlways() {
    return equals(ALWAYS);
  }
}
