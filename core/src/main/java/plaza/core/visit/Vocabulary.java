package plaza.core.visit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plaza.core.event.EventReader;

/// A dictionary of repeated values for encoding.
///
/// @param <T> what they are
final class Vocabulary<T> {
  private final Map<T, Integer> places = new LinkedHashMap<>();

  /// Where it is; what is new comes last.
  int place(T word) {
    var next = places.size();
    return places.computeIfAbsent(word, _ -> next);
  }

  /// Each once, in the order of their places.
  List<T> words() {
    return List.copyOf(places.keySet());
  }

  /// Reads a place, and what is there.
  static <T> T read(EventReader in, List<T> words) {
    var place = in.number();
    if (place < 0 || place >= words.size()) {
      throw new IllegalArgumentException("a place " + place + " of " + words.size());
    }
    return words.get((int) place);
  }
}
