package plaza.core.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Reads what [EventWriter] wrote. Throws [MalformedException] where the bytes end early or say
/// something impossible.
public final class EventReader {
  private final byte[] bytes;
  private int at;

  public EventReader(byte[] bytes) {
    this(bytes, 0);
  }

  EventReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /// The bytes are not what the writer of this version would have written.
  public static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  public long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      var octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new MalformedException("a number has more than ten bytes");
  }

  /// A number that counts things of at least one byte each, so it can't exceed the bytes that are
  /// left.
  public int count() {
    var value = number();
    if (value < 0 || value > remaining()) {
      throw new MalformedException("a count of " + value + " with " + remaining() + " bytes left");
    }
    return (int) value;
  }

  public long fixed64() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  public boolean flag() {
    return switch (octet()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new MalformedException("a flag is neither 0 nor 1");
    };
  }

  public String text() {
    var length = count();
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  public List<String> texts() {
    return list(this::text);
  }

  /// A count, and as many items as it says.
  public <T> List<T> list(Supplier<T> item) {
    return IntStream.range(0, count()).mapToObj(_ -> item.get()).toList();
  }

  public byte[] bytes() {
    return raw(count());
  }

  public byte[] raw(int length) {
    if (length > remaining()) {
      throw new MalformedException(length + " bytes wanted, " + remaining() + " left");
    }
    var value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  /// Passes over these bytes if they come next; whether they did.
  boolean passedOver(byte[] expected) {
    var there = expected.length <= remaining()
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    if (there) {
      at += expected.length;
    }
    return there;
  }

  public int remaining() {
    return bytes.length - at;
  }

  private int octet() {
    if (at == bytes.length) {
      throw new MalformedException("the bytes end early");
    }
    return bytes[at++] & 0xFF;
  }
}
