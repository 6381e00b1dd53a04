package plaza.core.text;

/// Punycode (RFC 3492): a label of a domain name in ASCII.
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;

  private Punycode() {}

  /// The label without the prefix `xn--`. The time is quadratic in the length.
  static String encode(String label) {
    var points = label.codePoints().toArray();
    var encoded = new StringBuilder();
    for (var c : points) {
      if (c < INITIAL_N) {
        encoded.append((char) c);
      }
    }
    var basic = encoded.length();
    if (basic > 0) {
      encoded.append('-');
    }
    var delta = 0;
    var bias = INITIAL_BIAS;
    var next = INITIAL_N;
    for (int handled = basic; handled < points.length; ) {
      var least = leastFrom(points, next);
      delta += (least - next) * (handled + 1);
      next = least;
      for (var c : points) {
        if (c < next) {
          delta++;
        } else if (c == next) {
          appendNumber(encoded, delta, bias);
          bias = adapted(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next++;
    }
    return encoded.toString();
  }

  private static int leastFrom(int[] points, int from) {
    var least = Integer.MAX_VALUE;
    for (var c : points) {
      if (c >= from && c < least) {
        least = c;
      }
    }
    return least;
  }

  private static void appendNumber(StringBuilder encoded, int number, int bias) {
    var rest = number;
    for (int k = BASE; ; k += BASE) {
      var threshold = Math.clamp(k - bias, T_MIN, T_MAX);
      if (rest < threshold) {
        encoded.append(digit(rest));
        return;
      }
      encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static char digit(int value) {
    return (char) (value < T_MAX ? 'a' + value : '0' + value - T_MAX);
  }

  private static int adapted(int number, int count, boolean first) {
    var delta = first ? number / DAMP : number / 2;
    delta += delta / count;
    var k = 0;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
      delta /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
  }
}
