package plaza.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Links of a file that are sent in one call. Where it ends does not matter to those who send the
/// file again: each link has a key of its own.
final class LinkBatch {
  /// The most links of a call.
  private static final int SIZE = 1_000;

  /// A link of more characters is none. The server's own limits are far below.
  static final int LINK_CHARACTERS_MAX = 1 << 18;

  /// Together with one more link it is less than the 8 MiB that a call may have: a character is
  /// 3 bytes at most.
  private static final int FULL_BYTES = 6 << 20;

  private final List<Long> lines = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private int bytes;

  /// Adds the link of a line.
  void add(long line, ObjectNode link) {
    var json = link.toString();
    lines.add(line);
    links.add(json);
    bytes += json.getBytes(StandardCharsets.UTF_8).length;
  }

  boolean isFull() {
    return links.size() == SIZE || bytes >= FULL_BYTES;
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  /// The lines of the links.
  List<Long> lines() {
    return lines;
  }

  byte[] body() {
    return ("{\"links\":[" + String.join(",", links) + "]}").getBytes(StandardCharsets.UTF_8);
  }
}
