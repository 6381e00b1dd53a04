package plaza.core.tenant;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import plaza.core.event.Digest;

/// What is kept of a [Secret]: its SHA-256 in hexadecimal. The secrets have 256 random bits, so a
/// slow hash would add nothing.
public record SecretHash(String hex) {
  public SecretHash {
    if (hex.length() != 64) {
      throw new IllegalArgumentException(
          "a secret's hash has 64 hexadecimal characters, had " + hex.length());
    }
  }

  public static SecretHash of(Secret secret) {
    var digest = Digest.of(secret.reveal().getBytes(StandardCharsets.UTF_8));
    return new SecretHash(HexFormat.of().formatHex(digest.bytes()));
  }
}
