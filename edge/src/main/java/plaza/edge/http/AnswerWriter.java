package plaza.edge.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes answers to the connection.
final class AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  /// How long a client that was refused may go on sending.
  private static final Duration LINGERING_MAX = Duration.ofSeconds(2);

  /// How long a client may take to take a piece.
  private static final Duration PIECE_MAX = Duration.ofSeconds(30);

  private AnswerWriter() {}

  /// @param sent run once the answer is sent, or can't be any more
  static void write(HttpServerRequest request, Answer answer, Runnable sent) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      sent.run();
      return;
    }
    switch (answer.body()) {
      case Answer.Body.Whole(var bytes) -> whole(request, head(response, answer), bytes, sent);
      case Answer.Body.Pieces(var pieces) -> pieces(request, head(response, answer), pieces, sent);
      case Answer.Body.Stream(var sign, var begin) -> {
        sent.run();
        if (request.method().name().equals("HEAD")) {
          head(response, answer).end();
        } else {
          onLoop(request, () -> begin.accept(ByteStream.open(request, answer, sign)));
        }
      }
      case Answer.Body.Upgrade(var begin) -> {
        sent.run();
        onLoop(request, () -> begin.accept(TextSocket.open(request)));
      }
    }
  }

  /// Opens what stays open; a connection on which that fails is closed.
  private static void onLoop(HttpServerRequest request, Runnable opening) {
    var channel = OpenChannel.channel(request);
    loop(request).run(() -> {
      try {
        opening.run();
      } catch (RuntimeException | Error e) {
        LOG.atError().setCause(e).log("a live connection could not be opened");
        var _ = channel.close();
      }
    });
  }

  /// The answer to a request whose handling, or whose own answer, has failed. Where a part of
  /// that answer is on its way, the connection is closed, so that it is not mistaken for a
  /// complete one.
  ///
  /// @param sent as in [#write]
  static void writeFailed(HttpServerRequest request, Answer answer, Runnable sent) {
    try {
      if (request.response().headWritten()) {
        sent.run();
        request.connection().close();
        return;
      }
      request.response().headers().clear();
      writeLast(request, answer, sent);
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("an answer could not be sent");
      sent.run();
      request.connection().close();
    }
  }

  /// As [#write], and closes the connection too: what is left of the request shall not be taken
  /// for the next one.
  static void writeLast(HttpServerRequest request, Answer answer) {
    writeLast(request, answer, () -> {});
  }

  /// @param sent as in [#write]
  static void writeLast(HttpServerRequest request, Answer answer, Runnable sent) {
    var response = request.response();
    if (response.ended()
        || response.closed()
        || !(answer.body() instanceof Answer.Body.Whole(var bytes))) {
      sent.run();
      return;
    }
    head(response, answer).putHeader("Connection", "close");
    whole(request, response, bytes, sent).onComplete(_ -> closeSoon(request));
  }

  /// A connection that is closed while its client still sends is reset, and the answer lost: what
  /// comes is taken, and thrown away, for a while (RFC 9112, 9.6).
  private static void closeSoon(HttpServerRequest request) {
    var connection = request.connection();
    if (request.isEnded()) {
      connection.close();
      return;
    }
    request.handler(_ -> {});
    request.endHandler(_ -> connection.close());
    request.exceptionHandler(_ -> connection.close());
    request.resume();
    var _ = loop(request).later(LINGERING_MAX, connection::close);
  }

  private static HttpServerResponse head(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status());
    answer.headers().forEach((name, value) -> put(response, name, value));
    return response;
  }

  private static void put(HttpServerResponse response, String name, String value) {
    try {
      response.putHeader(name, value);
    } catch (IllegalArgumentException e) {
      // Its words have the value, which may be private.
      throw new IllegalStateException("a value of the header " + name + " can't be sent");
    }
  }

  private static Future<Void> whole(
      HttpServerRequest request, HttpServerResponse response, byte[] bytes, Runnable sent) {
    response.closeHandler(_ -> sent.run());
    var head = request.method().name().equals("HEAD");
    if (head) {
      response.putHeader("Content-Length", Integer.toString(bytes.length));
    }
    var written = bytes.length == 0 || head ? response.end() : response.end(Buffer.buffer(bytes));
    return written.onComplete(_ -> sent.run());
  }

  /// Sends one piece after the other. A client that is too slow, and a piece that can't be
  /// made, end the connection in the middle of the answer, so that it is not mistaken for a
  /// complete one.
  private static void pieces(
      HttpServerRequest request,
      HttpServerResponse response,
      Iterator<byte[]> pieces,
      Runnable sent) {
    try {
      if (request.method().name().equals("HEAD")) {
        response.end();
        return;
      }
      response.setChunked(true);
      while (pieces.hasNext()) {
        var piece = Buffer.buffer(pieces.next());
        if (piece.length() > 0) {
          response.write(piece).await(PIECE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
      response.end();
    } catch (Exception | Error e) {
      // Waiting throws whatever the write has failed with, a client that is gone among it.
      if (!response.closed() && !(e instanceof TimeoutException)) {
        LOG.atError().setCause(e).log("an answer could not be sent to its end");
      }
      request.connection().close();
    } finally {
      sent.run();
    }
  }

  static Loop loop(HttpServerRequest request) {
    return new Loop(OpenChannel.channel(request).eventLoop());
  }
}
