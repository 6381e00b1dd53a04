package plaza.core.link;

import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.StreamKey;

/// The streams of links, and how the stream that a code is in is written in events. Its number may
/// be any, so it is written as eight bytes.
public final class CodeStream {
  private CodeStream() {}

  /// A stream that creates links without a code of their own. Equal seeds are one stream.
  public static StreamKey ofNew(long application, long seed) {
    return StreamKey.hashed("links", application, seed);
  }

  /// The stream of the link whose code is, or would be, made of this number, 0 or more.
  public static StreamKey ofNumber(long number) {
    return StreamKey.numbered("code", number);
  }

  /// The stream of what is made of no number and has this hash: links with other codes, and visits
  /// to where no link is.
  public static StreamKey ofHash(long hash) {
    return StreamKey.hashed("slug", 0, hash);
  }

  public static void write(EventWriter out, StreamKey stream) {
    out.flag(stream.equals(ofNumber(stream.number()))).fixed64(stream.number());
  }

  public static StreamKey read(EventReader in) {
    return in.flag() ? ofNumber(in.fixed64()) : ofHash(in.fixed64());
  }
}
