package plaza.server.transfer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import plaza.core.event.Digest;

/// The key of a call that an import makes: the same import makes the same call under the same key.
final class ImportKey {
  private static final int BYTES = 16;

  private ImportKey() {}

  /// @param name of the import
  /// @param what is sent, or where it stands
  static String of(String name, String what, long ordinal) {
    var text = name + "\n" + what + "\n" + ordinal;
    var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    return "import-" + HexFormat.of().formatHex(digest, 0, BYTES);
  }
}
