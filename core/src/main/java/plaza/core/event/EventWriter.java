package plaza.core.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes the compact form of events: numbers in as few bytes as they need, texts and byte
/// strings behind their length.
public final class EventWriter {
  private byte[] buffer = new byte[128];
  private int length;

  public EventWriter() {}

  /// A number, the smaller the fewer bytes; negative ones take ten (LEB128).
  public EventWriter number(long value) {
    while ((value & ~0x7FL) != 0) {
      octet((int) (value & 0x7F) | 0x80);
      value >>>= 7;
    }
    return octet((int) value);
  }

  public EventWriter fixed64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      octet((int) (value >>> shift));
    }
    return this;
  }

  public EventWriter flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  public EventWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /// How many there are, and each.
  public EventWriter texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  public EventWriter bytes(byte[] value) {
    return number(value.length).raw(value);
  }

  /// Bytes without a length in front: the reader knows how many.
  public EventWriter raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  private EventWriter octet(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
    return this;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
