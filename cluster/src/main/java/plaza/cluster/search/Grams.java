package plaza.cluster.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import plaza.core.text.Query;

/// The terms by which a folded text is found: its code points, and the three code points from each
/// place on, filled up at the end with U+0000, which is in no text, so that each place begins a
/// trigram and two code points are the beginning of one. We make them ourselves: no analyser of an
/// engine folds and cuts as the check does. The engine takes them as words with white space between
/// them, for less than half of what as many keywords cost it.
final class Grams {
  private static final int SIZE = 3;
  private static final String END = "\0\0";

  /// How many bits a code point has, and what is none.
  private static final int POINT_BITS = 21;

  private static final int NONE = (1 << POINT_BITS) - 1;

  /// Stands for all white space, which would part a gram: the check tells one from the other.
  private static final int SPACE = 1;

  /// The most trigrams of a term that are looked up: the check does the rest.
  private static final int CLAUSES_OF_TERM_MAX = 64;

  /// About the most clauses that look something up. The longest terms come first.
  private static final int CLAUSES_MAX = 128;

  private Grams() {}

  /// Each gram of the text once, in no order that means anything, with spaces between them.
  static String of(String folded) {
    var points = points(folded + END);
    var grams = new long[2 * (points.length - END.length())];
    for (int i = 0; i < grams.length / 2; i++) {
      grams[2 * i] = packed(points[i], NONE, NONE);
      grams[2 * i + 1] = packed(points[i], points[i + 1], points[i + 2]);
    }
    // Several times as fast as a set of strings.
    Arrays.sort(grams);
    var text = new StringBuilder(5 * grams.length);
    for (int i = 0; i < grams.length; i++) {
      if (i == 0 || grams[i] != grams[i - 1]) {
        unpack(grams[i], text);
      }
    }
    return text.toString();
  }

  private static long packed(long first, long second, long third) {
    return (first << (2 * POINT_BITS)) | (second << POINT_BITS) | third;
  }

  private static void unpack(long gram, StringBuilder text) {
    for (int shift = 2 * POINT_BITS; shift >= 0; shift -= POINT_BITS) {
      var point = (int) (gram >> shift) & NONE;
      if (point != NONE) {
        text.appendCodePoint(point);
      }
    }
    text.append(' ');
  }

  private static int[] points(String text) {
    return text.codePoints()
        .map(point -> Character.isWhitespace(point) ? SPACE : point)
        .toArray();
  }

  /// Adds to `filter` what every text has in field `field` that contains the query's terms.
  static void filter(ArrayNode filter, String field, Query query) {
    for (var term : query.terms()) {
      if (filter.size() >= CLAUSES_MAX) {
        return;
      }
      var points = points(term);
      var whole = new String(points, 0, points.length);
      switch (points.length) {
        case 1 -> filter.addObject().putObject("term").put(field, whole);
        case 2 -> filter.addObject().putObject("prefix").put(field, whole);
        default ->
          trigrams(points).forEach(gram -> filter.addObject().putObject("term").put(field, gram));
      }
    }
  }

  private static List<String> trigrams(int[] term) {
    var grams = new LinkedHashSet<String>();
    for (int i = 0; i + SIZE <= term.length && grams.size() < CLAUSES_OF_TERM_MAX; i++) {
      grams.add(new String(term, i, SIZE));
    }
    return List.copyOf(grams);
  }
}
