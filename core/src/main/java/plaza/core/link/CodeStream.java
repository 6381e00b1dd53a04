package plaza.core.link;

import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.StreamKey;

/// How the stream that a code is in is written in events. Its number may be any, so it is
/// written as eight bytes.
public final class CodeStream {
  private CodeStream() {}

  public static void write(EventWriter out, StreamKey stream) {
    out.flag(stream.equals(StreamKey.ofCode(stream.number()))).fixed64(stream.number());
  }

  public static StreamKey read(EventReader in) {
    return in.flag() ? StreamKey.ofCode(in.fixed64()) : StreamKey.ofSlug(in.fixed64());
  }
}
