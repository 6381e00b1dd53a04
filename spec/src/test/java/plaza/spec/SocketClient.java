package plaza.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of the server's WebSocket.
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final long WAIT_SECONDS_MAX = 20;

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  private SocketClient(Http plaza, String path) {
    var builder = CLIENT.newWebSocketBuilder();
    if (!plaza.secret().isEmpty()) {
      builder.header("Authorization", "Bearer " + plaza.secret());
    }
    var uri = URI.create(plaza.url().replaceFirst("^http", "ws") + path);
    this.socket = builder.buildAsync(uri, this).join();
  }

  static SocketClient on(Http plaza, String path) {
    return new SocketClient(plaza, path);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      try {
        frames.add(Http.JSON.readTree(part.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      part.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  SocketClient say(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  SocketClient sayBytes() {
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    return this;
  }

  /// The next frame of any type; waits for it.
  JsonNode next() {
    try {
      var frame = frames.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no frame came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next frame of this type; others before it are dropped.
  JsonNode next(String type) {
    while (true) {
      var frame = next();
      if (frame.path("type").asText().equals(type)) {
        return frame;
      }
    }
  }

  /// The code with which the server has closed.
  int closeCode() throws Exception {
    return closed.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
