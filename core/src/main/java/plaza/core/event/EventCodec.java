package plaza.core.event;

import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

/// Events to bytes and back:
///
/// | bytes | |
/// |---|---|
/// | 4 | CRC-32C of all that follows, big-endian |
/// | 1 | version of this envelope |
/// | 8 | boot |
/// | 1–10 | sequence |
/// | rest | the body: time in ms, request, kind, change |
public final class EventCodec {
  /// The most bytes that an event may have: a bulk of 8 MiB of JSON fits.
  public static final int BYTES_MAX = 16 << 20;

  private static final int VERSION = 1;
  private static final int CRC_BYTES = 4;

  private final List<Format> formats;

  public EventCodec(List<Format> formats) {
    this.formats = List.copyOf(formats);
  }

  /// What bytes from the log turned out to be.
  public sealed interface Decoded {
    record Whole(Event event) implements Decoded {}

    /// The checksum does not match: the content is unknown.
    record Corrupt() implements Decoded {}

    /// Whole, but written by a newer program: this one must not go past it.
    record Unknown(String what) implements Decoded {}
  }

  /// All of an event but boot and sequence, which are given when it is handed to the log.
  public byte[] body(Instant at, RequestKey request, Change change) {
    var out = new EventWriter().number(at.toEpochMilli());
    switch (request) {
      case RequestKey.Unkeyed _ -> out.flag(false);
      case RequestKey.Keyed(RequestKey.Id(Scope scope, String key), Digest digest) ->
        out.flag(true)
            .number(scope.application())
            .number(scope.parent())
            .text(scope.collection())
            .text(key)
            .raw(digest.bytes());
    }
    var format = formatOf(change);
    out.number(format.kind(change));
    format.write(out, change);
    return out.toBytes();
  }

  public static byte[] frame(long boot, long sequence, byte[] body) {
    var bytes = new EventWriter()
        .raw(new byte[CRC_BYTES])
        .raw(new byte[] {VERSION})
        .fixed64(boot)
        .number(sequence)
        .raw(body)
        .toBytes();
    var crc = crc(bytes);
    for (int i = 0; i < CRC_BYTES; i++) {
      bytes[i] = (byte) (crc >>> (8 * (CRC_BYTES - 1 - i)));
    }
    return bytes;
  }

  public byte[] encode(Event event) {
    return frame(event.boot(), event.sequence(), body(event.at(), event.request(), event.change()));
  }

  public Decoded decode(byte[] bytes) {
    if (bytes.length <= CRC_BYTES || storedCrc(bytes) != crc(bytes)) {
      return new Decoded.Corrupt();
    }
    if (bytes[CRC_BYTES] != VERSION) {
      return new Decoded.Unknown("an event of version " + bytes[CRC_BYTES]);
    }
    try {
      return new Decoded.Whole(read(new EventReader(bytes, CRC_BYTES + 1)));
    } catch (EventReader.MalformedException | IllegalArgumentException e) {
      return new Decoded.Unknown("an event that this program can't read: " + e.getMessage());
    }
  }

  private Event read(EventReader in) {
    var boot = in.fixed64();
    var sequence = in.number();
    var at = Instant.ofEpochMilli(in.number());
    var request = in.flag() ? readKey(in) : RequestKey.UNKEYED;
    var kind = in.number();
    for (var format : formats) {
      if (kind >= format.kindMin() && kind <= format.kindMax()) {
        return new Event(boot, sequence, at, request, format.read((int) kind, in));
      }
    }
    throw new EventReader.MalformedException("unknown kind " + kind);
  }

  private static RequestKey readKey(EventReader in) {
    var scope = new Scope(in.number(), in.number(), in.text());
    return new RequestKey.Keyed(
        new RequestKey.Id(scope, in.text()), Digest.ofBytes(in.raw(Digest.BYTES)));
  }

  private Format formatOf(Change change) {
    for (var format : formats) {
      if (format.family().isInstance(change)) {
        return format;
      }
    }
    throw new IllegalArgumentException("no format writes " + change.getClass().getSimpleName());
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, CRC_BYTES, bytes.length - CRC_BYTES);
    return (int) crc.getValue();
  }

  private static int storedCrc(byte[] bytes) {
    int value = 0;
    for (int i = 0; i < CRC_BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }
}
