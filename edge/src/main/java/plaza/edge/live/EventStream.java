package plaza.edge.live;

import java.nio.charset.StandardCharsets;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.LiveChat;
import plaza.edge.http.ByteStream;
import plaza.edge.http.Json;
import plaza.edge.http.LiveConnection;

/// A chat as server-sent events (HTML Living Standard, 9.2). A client that is cut off
/// reconnects automatically with its last cursor.
final class EventStream implements Sink {
  static final String TYPE = "text/event-stream";

  /// A comment line: a heartbeat that clients ignore.
  static final byte[] SIGN = utf8(":\n\n");

  /// How long a client waits before it comes back, in ms.
  private static final int RETRY_MS = 1_000;

  private final ByteStream stream;
  private final Cursors cursors;

  EventStream(ByteStream stream, Cursors cursors) {
    this.stream = stream;
    this.cursors = cursors;
  }

  @Override
  public LiveConnection connection() {
    return stream;
  }

  /// A cursor without an event: a client that is cut off before the first event resumes here.
  @Override
  public void began(ChatCursor cursor) {
    stream.send(utf8("retry: " + RETRY_MS + "\nid: " + cursors.text(cursor) + "\n\n"));
    stream.flush();
  }

  @Override
  public void show(LiveEvent event) {
    stream.send(event.streamed(this::write));
  }

  private byte[] write(LiveChat.Change change) {
    return utf8("event: " + LiveJson.event(change.message()) + "\nid: "
        + cursors.text(change.cursor()) + "\ndata: "
        + Json.text(LiveJson.message(change.message())) + "\n\n");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void lagging(ChatCursor cursor) {
    stream.cut();
  }

  @Override
  public void gone() {
    stream.end(LiveConnection.Ending.GONE);
  }

  @Override
  public void failed() {
    stream.end(LiveConnection.Ending.RESTART);
  }
}
