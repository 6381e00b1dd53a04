package plaza.core.tenant;

import java.time.Instant;

/// A secret key of an application, without the secret.
///
/// @param number counts an application's keys from 1; internal, clients know the [KeyId]
/// @param revoked a revoked key opens nothing and is listed no more
/// @param position of its last change, in the partition of the server's stream
public record ApplicationKey(
    ApplicationId application,
    long number,
    KeyId id,
    SecretHash hash,
    Instant createdAt,
    boolean revoked,
    long position) {
  /// How many keys of an application may be live at a time: the old one and the new one of a
  /// rotation.
  public static final int LIVE_MAX = 2;

  ApplicationKey revoke(long position) {
    return new ApplicationKey(application, number, id, hash, createdAt, true, position);
  }
}
