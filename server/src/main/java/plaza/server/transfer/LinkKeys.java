package plaza.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.event.Digest;

/// The keys of a file's links. A line's key is made of what it says, not of where it stands: a
/// file that has got new lines, or lost or moved some, makes none of the others again. Lines that
/// say the same, and no code, are told apart by counting them. A line takes about 100 bytes here.
final class LinkKeys {
  private final String name;
  private final Map<Long, Integer> uncoded = new HashMap<>();
  private final Map<String, Long> coded = new HashMap<>();

  /// @param name of the import, a part of every key
  LinkKeys(String name) {
    this.name = name;
  }

  /// The line that has this link's code already; empty when there is none, and from now on it is
  /// `line`.
  Optional<Long> lineOfCode(ObjectNode link, long line) {
    return link.has(LinkColumn.CODE.name())
        ? Optional.ofNullable(
            coded.putIfAbsent(link.path(LinkColumn.CODE.name()).asText(), line))
        : Optional.empty();
  }

  /// The key of the next link that says this.
  String next(ObjectNode link) {
    var text = link.toString();
    // 8 bytes of each line are kept, which are enough: two that share them differ in the text.
    var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    var ordinal = link.has(LinkColumn.CODE.name())
        ? 0
        : uncoded.merge(ByteBuffer.wrap(digest).getLong(), 1, Integer::sum);
    return ImportKey.of(name, text, ordinal);
  }
}
