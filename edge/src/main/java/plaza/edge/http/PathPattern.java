package plaza.edge.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A route's pattern, taken apart once: every request is held against many.
record PathPattern(List<String> parts) {
  static PathPattern of(String pattern) {
    return new PathPattern(segments(pattern));
  }

  /// The parameters of the path when the pattern fits; empty when it doesn't.
  Optional<Map<String, String>> match(List<String> segments) {
    if (!fits(segments)) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (isParameter(part)) {
        parameters.put(part.substring(1, part.length() - 1), segments.get(i));
      }
    }
    return Optional.of(parameters);
  }

  private boolean fits(List<String> segments) {
    if (parts.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!isParameter(parts.get(i)) && !parts.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isParameter(String part) {
    return part.startsWith("{");
  }

  /// The parts of a path; a slash at its end makes none.
  static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (int from = 0; from <= path.length(); ) {
      var slash = path.indexOf('/', from);
      var to = slash < 0 ? path.length() : slash;
      if (to > from) {
        segments.add(path.substring(from, to));
      }
      from = to + 1;
    }
    return segments;
  }
}
