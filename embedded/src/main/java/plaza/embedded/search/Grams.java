package plaza.embedded.search;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/// The terms of a folded text: its code points, and the three code points from each place on,
/// filled up at the end with U+0000, which is in no text, so that each place begins a trigram and
/// two code points are the beginning of one. A code point of ASCII comes once a text, however often
/// it stands there: the index only knows whether.
final class Grams extends TokenStream {
  private static final int SIZE = 3;

  private static final byte UNIGRAM = 1;
  private static final byte TRIGRAM = 3;

  private static final int BYTES_MAX = 1 + 4 * SIZE;
  private static final int ASCII = 128;

  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);

  /// The current term. The writer copies it, so one object is enough.
  private final BytesRef bytes = new BytesRef(BYTES_MAX);

  private final BitSet seen = new BitSet(ASCII);
  private int[] points = {};
  private int length;
  private int at;
  private boolean single;

  /// Starts over with another text; the object is made once a thread.
  Grams of(String folded) {
    // The end of the last document has left a position increment of 0.
    clearAttributes();
    points = new int[folded.length() + SIZE];
    length = 0;
    for (int i = 0; i < folded.length(); length++) {
      var c = folded.codePointAt(i);
      points[length] = c;
      i += Character.charCount(c);
    }
    seen.clear();
    at = 0;
    single = false;
    return this;
  }

  @Override
  public boolean incrementToken() {
    if (at == length) {
      return false;
    }
    bytes.length = put(bytes.bytes, points, at, single ? 1 : SIZE);
    term.setBytesRef(bytes);
    if (single || seenBefore(points[at])) {
      at++;
      single = false;
    } else {
      single = true;
    }
    return true;
  }

  private boolean seenBefore(int point) {
    if (point >= ASCII) {
      return false;
    }
    var before = seen.get(point);
    seen.set(point);
    return before;
  }

  /// The one term of a code point.
  static BytesRef one(int point) {
    return bytes(new int[] {point}, 0, 1);
  }

  /// How each trigram begins that begins with these two code points.
  static BytesRef beginning(int[] two) {
    var prefix = bytes(two, 0, 2);
    prefix.bytes[prefix.offset] = TRIGRAM;
    return prefix;
  }

  /// The fewest trigrams that cover a term of at least three code points, each once. Those between
  /// them would leave hardly fewer documents to the check, and each is looked up in each segment.
  static Set<BytesRef> cover(int[] term) {
    var grams = new LinkedHashSet<BytesRef>();
    for (int i = 0; i < term.length; i += SIZE) {
      grams.add(bytes(term, Math.min(i, term.length - SIZE), SIZE));
    }
    return grams;
  }

  private static BytesRef bytes(int[] points, int from, int count) {
    var bytes = new byte[BYTES_MAX];
    return new BytesRef(bytes, 0, put(bytes, points, from, count));
  }

  /// Puts a term of so many code points into `bytes`; how long it is.
  private static int put(byte[] bytes, int[] points, int from, int count) {
    bytes[0] = count == SIZE ? TRIGRAM : UNIGRAM;
    int length = 1;
    for (int i = from; i < from + count; i++) {
      length = put(bytes, length, points[i]);
    }
    return length;
  }

  /// UTF-8, so that code points are prefix-free and short.
  private static int put(byte[] bytes, int at, int c) {
    if (c < 0x80) {
      bytes[at++] = (byte) c;
    } else if (c < 0x800) {
      bytes[at++] = (byte) (0xC0 | (c >> 6));
      bytes[at++] = (byte) (0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      bytes[at++] = (byte) (0xE0 | (c >> 12));
      bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[at++] = (byte) (0x80 | (c & 0x3F));
    } else {
      bytes[at++] = (byte) (0xF0 | (c >> 18));
      bytes[at++] = (byte) (0x80 | ((c >> 12) & 0x3F));
      bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[at++] = (byte) (0x80 | (c & 0x3F));
    }
    return at;
  }
}
