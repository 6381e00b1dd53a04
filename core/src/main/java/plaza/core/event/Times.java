package plaza.core.event;

import java.time.Instant;

/// Times of events from nodes whose clocks differ.
public final class Times {
  private Times() {}

  /// When a row was changed: `at`, but not before it was created. The clock of the node that
  /// changed it may be behind the clock of the one that created it.
  public static Instant notBefore(Instant createdAt, Instant at) {
    return at.isBefore(createdAt) ? createdAt : at;
  }
}
