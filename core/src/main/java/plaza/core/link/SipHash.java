package plaza.core.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A keyed hash of a few bytes that can't be predicted without the key: SipHash-2-4 (Aumasson
/// and Bernstein, "SipHash: a fast short-input PRF", 2012).
final class SipHash {
  /// How many bytes a key has.
  static final int KEY_BYTES = 16;

  private final long k0;
  private final long k1;

  /// @param key [#KEY_BYTES] bytes
  SipHash(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, had " + key.length);
    }
    var words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    this.k0 = words.getLong();
    this.k1 = words.getLong();
  }

  /// The hash of a number's eight bytes, the lowest first.
  long hash(long number) {
    var state = new State(k0, k1);
    state.take(number);
    return state.end(0, Long.BYTES);
  }

  long hash(byte[] bytes) {
    var state = new State(k0, k1);
    var words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= Long.BYTES) {
      state.take(words.getLong());
    }
    long rest = 0;
    for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
      rest |= (words.get() & 0xFFL) << shift;
    }
    return state.end(rest, bytes.length);
  }

  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      this.v0 = k0 ^ 0x736f_6d65_7073_6575L;
      this.v1 = k1 ^ 0x646f_7261_6e64_6f6dL;
      this.v2 = k0 ^ 0x6c79_6765_6e65_7261L;
      this.v3 = k1 ^ 0x7465_6462_7974_6573L;
    }

    void take(long word) {
      v3 ^= word;
      rounds(2);
      v0 ^= word;
    }

    long end(long rest, int length) {
      take((long) length << 56 | rest);
      v2 ^= 0xFF;
      rounds(4);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int count) {
      for (int i = 0; i < count; i++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
