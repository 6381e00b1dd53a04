package plaza.core.tenant;

import java.time.Instant;
import plaza.core.event.Times;

/// An application: a tenant of the server, written by the server's stream.
///
/// @param lastKey the number of its newest key
/// @param position of its last change, in the partition of the server's stream
public record Application(
    ApplicationId id,
    Token token,
    ApplicationName name,
    Settings settings,
    Instant createdAt,
    Instant updatedAt,
    boolean deleted,
    long lastKey,
    long position) {

  Application change(ApplicationName name, Settings settings, Instant at, long position) {
    return new Application(
        id,
        token,
        name,
        settings,
        createdAt,
        Times.notBefore(createdAt, at),
        deleted,
        lastKey,
        position);
  }

  Application delete(Instant at, long position) {
    return new Application(
        id,
        token,
        name,
        settings,
        createdAt,
        Times.notBefore(createdAt, at),
        true,
        lastKey,
        position);
  }

  Application withKey(long number, long position) {
    return new Application(
        id, token, name, settings, createdAt, updatedAt, deleted, number, position);
  }
}
