package plaza.edge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/// A request whose head has come: it is admitted, its body is read, and it is answered. Its body is
/// neither asked for nor read before it is admitted. What is not said to be blocking happens on the
/// connection's event loop.
final class Arrival {
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /// How long the rest of a request that was received may take to be handed on.
  private static final Duration HANDING_ON = Duration.ofMillis(100);

  /// What all arrivals of a server have in common.
  ///
  /// @param arriving those that are not whole yet, by their connection: there is one at a time
  record Rules(
      Limits limits,
      HttpEdge.RequestHandler handler,
      ConcurrentMap<HttpConnection, Arrival> arriving) {}

  private final HttpServerRequest request;
  private final HttpEdge.Awaited awaited;
  private final Load.Share share;
  private final Rules rules;
  private final long announcedLength;
  private final long began = System.nanoTime();
  private Buffer body = Buffer.buffer();
  private boolean inAdmission;
  private boolean inputEnded;
  private boolean over;

  Arrival(HttpServerRequest request, HttpEdge.Awaited awaited, Load.Share share, Rules rules) {
    this.request = request;
    this.awaited = awaited;
    this.share = share;
    this.rules = rules;
    this.announcedLength = lengthOf(request);
  }

  private static long lengthOf(HttpServerRequest request) {
    var length = request.getHeader("Content-Length");
    return length == null || !LENGTH.matcher(length).matches() ? 0 : Long.parseLong(length);
  }

  void begin() {
    var chunked = request.headers().contains("Transfer-Encoding");
    if (announcedLength > awaited.bodyMax()) {
      refuse(tooLarge());
    } else if (chunked
        && !request.headers().getAll("Transfer-Encoding").stream().allMatch(Arrival::isChunked)) {
      refuse(Problem.of(501, "Not implemented", "The only transfer coding here is chunked"));
    } else if (!share.fits(announcedLength)) {
      refuse(HttpEdge.TOO_BUSY);
    } else if (request.canUpgradeToWebSocket()) {
      // It has no body, and must not be read to its end before it is upgraded.
      request.pause();
      whole();
    } else {
      rules.arriving.put(request.connection(), this);
      request.handler(this::more);
      request.endHandler(_ -> whole());
      request.exceptionHandler(_ -> end());
      if (chunked || announcedLength > 0) {
        request.pause();
        inAdmission = true;
        admit();
      } else {
        // It may have been held back, and paused.
        request.resume();
      }
    }
  }

  private static boolean isChunked(String coding) {
    return coding.strip().equalsIgnoreCase("chunked");
  }

  private void admit() {
    var address = ClientAddress.of(request);
    Thread.startVirtualThread(() -> {
      try {
        var refusal = awaited.admission().refusal(address);
        onLoop(() -> {
          if (over) {
            return;
          }
          refusal.ifPresentOrElse(this::refuse, this::read);
        });
      } catch (RuntimeException | Error e) {
        onLoop(() -> refuse(rules.handler.failed(e)));
      }
    });
  }

  private void onLoop(Runnable task) {
    AnswerWriter.loop(request).run(task);
  }

  private void read() {
    inAdmission = false;
    if (request.headers().contains("Expect", "100-continue", true)) {
      request.response().writeContinue();
    }
    request.resume();
    if (inputEnded) {
      refuseUnlessWhole();
    }
  }

  private void more(Buffer chunk) {
    if (over) {
      return;
    }
    if (body.length() + chunk.length() > awaited.bodyMax()) {
      refuse(tooLarge());
    } else if (!share.take(chunk.length())) {
      refuse(HttpEdge.TOO_BUSY);
    } else {
      body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
    }
  }

  /// The client sends nothing more. What has come may not be handed on yet.
  void inputEnded() {
    inputEnded = true;
    if (!inAdmission) {
      refuseUnlessWhole();
    }
  }

  private void refuseUnlessWhole() {
    var _ = AnswerWriter.loop(request).later(HANDING_ON, () -> {
      if (!over) {
        refuse(Problem.of(400, "Bad request", "The request ended before its body did"));
      }
    });
  }

  /// Refused on its own loop, where its end may have come before. On any thread.
  void refuseWhenLate(long now) {
    if (now - began > rules.limits.slowest(announcedLength).toNanos()) {
      onLoop(() -> {
        if (!over) {
          refuse(Problem.of(408, "Request timeout", "The request did not arrive in time"));
        }
      });
    }
  }

  private Problem tooLarge() {
    return Problem.of(
        413, "Content too large", "The body has more than " + awaited.bodyMax() + " bytes");
  }

  private void refuse(Problem problem) {
    refuse(rules.handler.refused(request, problem));
  }

  private void refuse(Answer answer) {
    end();
    AnswerWriter.writeLast(request, answer);
  }

  private void end() {
    if (over) {
      return;
    }
    over();
    body = Buffer.buffer();
    share.sent();
  }

  private void over() {
    over = true;
    rules.arriving.remove(request.connection(), this);
  }

  private void whole() {
    if (over) {
      return;
    }
    over();
    var bytes = body.getBytes();
    body = Buffer.buffer();
    var address = ClientAddress.of(request);
    Thread.startVirtualThread(() -> answer(bytes, address));
  }

  /// May block.
  private void answer(byte[] bytes, ClientAddress address) {
    try {
      write(awaited.answering().answer(decoded(bytes), address));
    } catch (Problem.Refusal refusal) {
      write(rules.handler.refused(request, refusal.problem()));
    } catch (RuntimeException | Error e) {
      AnswerWriter.writeFailed(request, rules.handler.failed(e), share::sent);
    }
  }

  /// The body without its coding; what it has more then takes room, too.
  private byte[] decoded(byte[] bytes) {
    if (bytes.length == 0 || !GzipBody.is(request.headers())) {
      return bytes;
    }
    var decoded =
        GzipBody.decoded(bytes, awaited.bodyMax()).orElseThrow(() -> tooLarge().refuse());
    if (!share.take(decoded.length)) {
      throw HttpEdge.TOO_BUSY.refuse();
    }
    return decoded;
  }

  private void write(Answer made) {
    // What a call has changed is told whatever it holds: its body was as long.
    var answer = share.hasRoomForAnswer(made.bytes()) || !reads()
        ? made
        : rules.handler.refused(request, HttpEdge.TOO_BUSY);
    share.answered(answer.bytes());
    if (request.canUpgradeToWebSocket() && !(answer.body() instanceof Answer.Body.Upgrade)) {
      request.resume();
      AnswerWriter.writeLast(request, answer, share::sent);
    } else {
      AnswerWriter.write(request, answer, share::sent);
    }
  }

  private boolean reads() {
    var method = request.method().name();
    return method.equals("GET") || method.equals("HEAD");
  }
}
