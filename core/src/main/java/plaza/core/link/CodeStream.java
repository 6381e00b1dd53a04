package plaza.core.link;

import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Stream;

/// How the stream that a code is in is written in events. Its number may be any, so it is
/// written as eight bytes.
public final class CodeStream {
  private CodeStream() {}

  public static void write(EventWriter out, Stream stream) {
    out.flag(stream.equals(Stream.ofCode(stream.number()))).fixed64(stream.number());
  }

  public static Stream read(EventReader in) {
    return in.flag() ? Stream.ofCode(in.fixed64()) : Stream.ofSlug(in.fixed64());
  }
}
