package plaza.core.link;

import java.util.OptionalLong;

/// Numbers as text of the characters a–z, A–Z and 0–9, which stand for 0 to 61 in that order: 0 is
/// `a`, 125 is `cb`.
final class Base62 {
  private static final String DIGITS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private static final int BASE = DIGITS.length();

  private Base62() {}

  /// How many numbers have at most this many digits.
  static long numbers(int digits) {
    long numbers = 1;
    for (int i = 0; i < digits; i++) {
      numbers = Math.multiplyExact(numbers, BASE);
    }
    return numbers;
  }

  /// The number with at least this many digits: zeros in front fill it up.
  static String text(long number, int digitsMin) {
    var text = new StringBuilder();
    for (long rest = number; rest > 0 || text.length() < digitsMin; rest /= BASE) {
      text.append(DIGITS.charAt((int) (rest % BASE)));
    }
    return text.reverse().toString();
  }

  /// The number that a text of at most ten such characters stands for; empty for any other.
  static OptionalLong number(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      var digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return OptionalLong.empty();
      }
      number = number * BASE + digit;
    }
    return OptionalLong.of(number);
  }
}
