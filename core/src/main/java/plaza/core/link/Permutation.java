package plaza.core.link;

/// Mixes the numbers 0 … size − 1 among themselves, each to one of its own, in an order that
/// can't be predicted without the key: a balanced Feistel network over the next even number of
/// bits (Luby and Rackoff 1988), walked on until it is back among the numbers (Black and
/// Rogaway 2002). What it does must never change: codes that were given out are made of it.
final class Permutation {
  /// As many as FF1 has (NIST SP 800-38G): three would do for large halves, small ones need more.
  private static final int ROUNDS = 10;

  private final SipHash hash;
  private final long size;
  private final int halfBits;
  private final long half;

  /// @param size 1 to 2^62
  Permutation(SipHash hash, long size) {
    if (size < 1 || size > 1L << 62) {
      throw new IllegalArgumentException("a size is 1 to 2^62, was " + size);
    }
    this.hash = hash;
    this.size = size;
    this.halfBits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
    this.half = (1L << halfBits) - 1;
  }

  /// Where this number goes.
  long forth(long number) {
    requireWithin(number);
    var walked = number;
    do {
      var left = walked >>> halfBits;
      var right = walked & half;
      for (int round = 0; round < ROUNDS; round++) {
        var mixed = left ^ mix(round, right);
        left = right;
        right = mixed;
      }
      walked = left << halfBits | right;
    } while (walked >= size);
    return walked;
  }

  /// Where this number comes from.
  long back(long number) {
    requireWithin(number);
    var walked = number;
    do {
      var left = walked >>> halfBits;
      var right = walked & half;
      for (int round = ROUNDS - 1; round >= 0; round--) {
        var mixed = right ^ mix(round, left);
        right = left;
        left = mixed;
      }
      walked = left << halfBits | right;
    } while (walked >= size);
    return walked;
  }

  private void requireWithin(long number) {
    if (number < 0 || number >= size) {
      throw new IllegalArgumentException("a number is 0 to " + (size - 1) + ", was " + number);
    }
  }

  /// A half has at most 31 bits, so the round finds its place above it.
  private long mix(int round, long part) {
    return hash.hash((long) round << 56 | part) & half;
  }
}
