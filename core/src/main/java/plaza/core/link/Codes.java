package plaza.core.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import plaza.core.event.StreamKey;
import plaza.core.tenant.Settings;

/// Generates codes from numbers, and selects the stream of a code's link. A slug that looks
/// like a code that is made of a number is in that number's stream: conflicting requests for
/// either meet in that stream, and nowhere else.
public final class Codes {
  /// How many bytes the key of the permutation has.
  public static final int KEY_BYTES = SipHash.KEY_BYTES;

  /// How many characters a permuted code has.
  private static final int PERMUTED_LENGTH = 7;

  /// Plain codes are shorter, so that no code is both.
  private static final int PLAIN_LENGTH_MAX = PERMUTED_LENGTH - 1;

  private static final long PERMUTED = Base62.numbers(PERMUTED_LENGTH);
  private static final long PLAIN = Base62.numbers(PLAIN_LENGTH_MAX);

  private final SipHash hash;
  private final Permutation permutation;

  /// @param key [#KEY_BYTES] secret random bytes, permanent: another key would generate codes
  ///     that are taken
  public Codes(byte[] key) {
    this.hash = new SipHash(key);
    this.permutation = new Permutation(hash, PERMUTED);
  }

  /// How many codes of this kind there are.
  static long count(Settings.LinkCodes kind) {
    return switch (kind) {
      case PERMUTED -> PERMUTED;
      case PLAIN -> PLAIN;
    };
  }

  /// The codes of those that a partition gives out, in their order.
  ///
  /// @param partitions of the log
  /// @param from how many of them come before
  /// @param count how many at most: fewer at the end, then none
  public List<Code> codes(
      Settings.LinkCodes kind, int partition, int partitions, long from, int count) {
    return LongStream.range(from, from + count)
        .map(i -> i * partitions + partition)
        .takeWhile(number -> number < count(kind))
        .mapToObj(number -> code(kind, number))
        .toList();
  }

  /// Whether it is a word that no link may have: such codes are passed over.
  public static boolean isReserved(Code code) {
    return Reserved.has(code);
  }

  /// The code that is made of this number, 0 or more and less than [#count].
  Code code(Settings.LinkCodes kind, long number) {
    return new Code(
        switch (kind) {
          case PERMUTED -> Base62.text(permutation.forth(number), PERMUTED_LENGTH);
          case PLAIN -> Base62.text(number, 1);
        });
  }

  /// The stream that the link with this code is in.
  public StreamKey stream(Code code) {
    var number = number(code.text());
    return number.isPresent()
        ? CodeStream.ofNumber(number.getAsLong())
        : CodeStream.ofHash(hash.hash(code.text().getBytes(StandardCharsets.UTF_8)));
  }

  /// A keyed hash of a text: without the key it can neither be predicted nor reversed by brute
  /// force.
  public long blinded(String text) {
    return hash.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The number that the code would be made of; empty for one that is made of none.
  private OptionalLong number(String text) {
    var value = Base62.number(text);
    if (value.isEmpty()) {
      return value;
    }
    if (text.length() == PERMUTED_LENGTH) {
      return OptionalLong.of(permutation.back(value.getAsLong()));
    }
    var plain =
        text.length() <= PLAIN_LENGTH_MAX && Base62.text(value.getAsLong(), 1).equals(text);
    return plain ? value : OptionalLong.empty();
  }
}
