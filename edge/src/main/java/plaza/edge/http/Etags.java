package plaza.edge.http;

import java.util.ArrayList;
import java.util.Optional;
import plaza.core.pipeline.IfMatch;

/// Entity tags: the store's epoch, and every position that a body depends on, the row's own
/// first.
public final class Etags {
  private final String epoch;

  public Etags(String epoch) {
    this.epoch = epoch;
  }

  public String of(long... positions) {
    var tag = new StringBuilder("\"").append(epoch);
    for (var position : positions) {
      tag.append('-').append(Long.toString(position, Character.MAX_RADIX));
    }
    return tag.append('"').toString();
  }

  /// The tag of a body that depends on any number of positions.
  public String ofMany(long... positions) {
    var hash = 0xcbf2_9ce4_8422_2325L;
    for (var position : positions) {
      hash = (hash ^ position) * 0x0000_0100_0000_01b3L;
      hash ^= hash >>> 29;
    }
    return of(positions.length, hash & Long.MAX_VALUE);
  }

  /// Which states of a row `If-Match` admits.
  public IfMatch ifMatch(Request request) {
    var header = request.header("If-Match");
    if (header.isEmpty() || header.get().strip().equals("*")) {
      return IfMatch.ANY;
    }
    var positions = new ArrayList<Long>();
    for (var tag : header.get().split(",", -1)) {
      positions.add(ownPosition(tag.strip()));
    }
    return new IfMatch(positions);
  }

  /// The row's own position in a tag of this epoch; 0, which no row has, for any other: weak tags
  /// never match here (RFC 9110, 13.1.1).
  private long ownPosition(String tag) {
    var start = "\"" + epoch + "-";
    if (!tag.startsWith(start) || !tag.endsWith("\"")) {
      return 0;
    }
    var positions = tag.substring(start.length(), tag.length() - 1).split("-", -1);
    try {
      return Long.parseLong(positions[0], Character.MAX_RADIX);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The answer with its tag, or 304 when the caller has it already.
  public static Answer tagged(Request request, Answer answer, String etag) {
    return unchanged(request, etag).orElseGet(() -> answer.with("ETag", etag));
  }

  /// A 304 when the caller has already what has this tag.
  public static Optional<Answer> unchanged(Request request, String etag) {
    return request
        .header("If-None-Match")
        .filter(header -> knows(header, etag))
        .map(_ -> Answer.empty(304).with("ETag", etag));
  }

  /// Whether the caller has something already, and asks whether it has changed.
  public static boolean asked(Request request) {
    return request.header("If-None-Match").isPresent();
  }

  private static boolean knows(String header, String etag) {
    for (var tag : header.split(",", -1)) {
      var stripped = tag.strip();
      if (stripped.equals("*") || stripped.equals(etag) || stripped.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
