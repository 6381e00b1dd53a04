package plaza.edge.http;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server. The event loop reads a request, within limits; then a virtual thread of the
/// request's own answers it with blocking code. See `decisions/0004`.
public final class HttpEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  /// How soon a renewed certificate is taken up.
  private static final Duration TLS_LOOK = Duration.ofSeconds(2);

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /// How late a request may be found to be late.
  private static final Duration LATE_LOOK = Duration.ofMillis(250);

  private final Vertx vertx;
  private final HttpServer server;
  private final RequestHandler handler;
  private final Limits limits;
  private final Connections connections;
  private final Load load;

  /// The requests that are not whole yet.
  private final Set<Arrival> arriving = ConcurrentHashMap.newKeySet();

  private volatile boolean stopping;

  private HttpEdge(Vertx vertx, HttpServerOptions options, Limits limits, RequestHandler handler) {
    this.vertx = vertx;
    this.limits = limits;
    this.handler = handler;
    this.load = new Load(limits.inFlight(), limits.bytes());
    this.connections = new Connections(
        Limits.connectionsInAll(Limits.descriptors()), limits.connections(), limits.silence());
    this.server = vertx.createHttpServer(options);
  }

  /// What answers requests.
  public interface RequestHandler {
    /// Answers a request of which only the head has come, when that needs no waiting; says whether
    /// it did. On its event loop.
    default boolean answersAtOnce(HttpServerRequest head) {
      return false;
    }

    /// Looks at a request whose head has come. On its event loop: it must not block.
    Awaited begin(HttpServerRequest head);

    /// The answer to a request that was refused before it was whole.
    Answer refused(Problem problem);
  }

  /// A request whose body is awaited.
  ///
  /// @param bodyMax the most bytes that the body may have
  public record Awaited(int bodyMax, Answering answering) {}

  /// What answers a request that is whole: blocking code, called on a virtual thread of its own.
  @FunctionalInterface
  public interface Answering {
    /// @param address of the connection's other end
    Answer answer(byte[] body, ClientAddress address);
  }

  /// Starts listening.
  ///
  /// @param port 0: any free one
  /// @throws IOException the address can't be listened on
  public static HttpEdge start(
      String host, int port, Optional<Tls> tls, Limits limits, RequestHandler handler)
      throws IOException {
    var vertx = Vertx.builder().withTransport(Transports.best()).build();
    var options = new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setMaxInitialLineLength(limits.lineBytes())
        .setMaxHeaderSize(limits.headerBytes())
        .setIdleTimeout((int) limits.silence().toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setReusePort(false)
        // What Vert.x would add to each connection: sockets are taken out of its hands, and never
        // compressed.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // One protocol, one set of rules: a proxy in front speaks HTTP/2 to browsers.
        .setHttp2ClearTextEnabled(false);
    if (tls.isEmpty()) {
      return new HttpEdge(vertx, options, limits, handler).listening(host, port);
    }
    try {
      var files = TlsFiles.read(vertx, tls.get());
      options.setSsl(true).setKeyCertOptions(files.options());
      var edge = new HttpEdge(vertx, options, limits, handler).listening(host, port);
      edge.followFiles(tls.get(), files);
      return edge;
    } catch (IOException e) {
      var _ = vertx.close();
      throw e;
    }
  }

  /// Takes a renewed certificate up without a restart. One that can't be read, or that is no pair
  /// with its key (yet), leaves the old one in use.
  private void followFiles(Tls files, TlsFiles first) {
    var known = new AtomicReference<>(first.content());
    vertx.setPeriodic(TLS_LOOK.toMillis(), _ -> {
      try {
        var content = TlsFiles.content(files);
        if (!content.equals(known.getAndSet(content))) {
          var renewed = TlsFiles.read(vertx, files);
          server
              .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(renewed.options()), true)
              .onSuccess(_ -> LOG.atInfo().log("the certificate was read again"))
              .onFailure(HttpEdge::keepsOld);
        }
      } catch (IOException e) {
        keepsOld(e);
      }
    });
  }

  private static void keepsOld(Throwable cause) {
    LOG.atWarn()
        .addKeyValue("cause", cause)
        .log("the certificate can't be read again: the old one stays");
  }

  private HttpEdge listening(String host, int port) throws IOException {
    server.connectionHandler(connections::opened);
    vertx.setPeriodic(SWEEP.toMillis(), _ -> connections.sweep());
    vertx.setPeriodic(LATE_LOOK.toMillis(), _ -> refuseLate());
    server.invalidRequestHandler(this::invalid);
    server.requestHandler(this::received);
    try {
      server.listen().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException | RuntimeException e) {
      vertx.close();
      throw new IOException("can't listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    return this;
  }

  /// One who looks at all now and then is cheaper than a timer for each request.
  private void refuseLate() {
    var now = System.nanoTime();
    arriving.forEach(arrival -> arrival.refuseWhenLate(now));
  }

  public int port() {
    return server.actualPort();
  }

  /// A head that can't be read, or is too long.
  private void invalid(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    var problem = cause instanceof TooLongFrameException tooLong
        ? tooLong(tooLong)
        : Problem.of(400, "Bad request");
    AnswerWriter.writeLast(request, handler.refused(problem));
  }

  private Problem tooLong(TooLongFrameException cause) {
    return cause.getClass().getSimpleName().contains("Line")
        ? Problem.of(
            414, "URI too long", "The request line has more than " + limits.lineBytes() + " bytes")
        : Problem.of(
            431,
            "Request header fields too large",
            "The headers have more than " + limits.headerBytes() + " bytes");
  }

  private void received(HttpServerRequest request) {
    connections.began(request.connection());
    request.response().endHandler(_ -> connections.ended(request.connection()));
    if (!hasOneHost(request)) {
      AnswerWriter.writeLast(
          request,
          handler.refused(Problem.of(400, "Bad request", "Send exactly one Host, the target's")));
      return;
    }
    if (stopping || !load.hasRoom()) {
      AnswerWriter.writeLast(request, handler.refused(tooBusy()));
      return;
    }
    if (handler.answersAtOnce(request)) {
      return;
    }
    new Arrival(request, handler.begin(request)).begin();
  }

  private static Problem tooBusy() {
    return Problem.of(503, "Service unavailable", "The server is stopping or too busy")
        .with("Retry-After", "1");
  }

  /// RFC 9112, 3.2: whoever sends none, or two, means to confuse somebody.
  private static boolean hasOneHost(HttpServerRequest request) {
    var hosts = request.headers().getAll(HttpHeaders.HOST);
    var target = request.uri();
    var absolute = target.startsWith("http://") || target.startsWith("https://");
    return switch (hosts.size()) {
      case 0 -> request.version() == HttpVersion.HTTP_1_0 && !absolute;
      case 1 ->
        !hosts.getFirst().isBlank()
            && (!absolute
                || target
                    .replaceFirst("^https?://", "")
                    .split("[/?#]", 2)[0]
                    .equals(hosts.getFirst()));
      default -> false;
    };
  }

  /// A request whose body is on its way. All of it happens on the connection's event loop.
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final class Arrival {
    private final HttpServerRequest request;
    private final Answering answering;
    private final int bodyMax;
    private final long announcedLength;
    private final Load.Share share = load.begin();
    private final long began = System.nanoTime();
    private Buffer body = Buffer.buffer();
    private boolean over;

    Arrival(HttpServerRequest request, Awaited awaited) {
      this.request = request;
      this.answering = awaited.answering();
      this.bodyMax = awaited.bodyMax();
      this.announcedLength = lengthOf(request);
    }

    void begin() {
      if (announcedLength > bodyMax) {
        refuse(tooLarge());
        return;
      }
      if (request.headers().contains("Transfer-Encoding")
          && !request.headers().getAll("Transfer-Encoding").stream().allMatch("chunked"::equals)) {
        refuse(Problem.of(501, "Not implemented", "The only transfer coding here is chunked"));
        return;
      }
      if (!share.take(announcedLength)) {
        refuse(tooBusy());
        return;
      }
      if (request.headers().contains("Expect", "100-continue", true)) {
        request.response().writeContinue();
      }
      if (request.canUpgradeToWebSocket()) {
        // It has no body, and must not be read to its end before it is upgraded.
        request.pause();
        whole();
        return;
      }
      arriving.add(this);
      request.handler(this::more);
      request.endHandler(_ -> whole());
      request.exceptionHandler(_ -> end());
    }

    private static long lengthOf(HttpServerRequest request) {
      var length = request.getHeader("Content-Length");
      return length == null || !LENGTH.matcher(length).matches() ? 0 : Long.parseLong(length);
    }

    /// A body of megabytes may come over a slow line.
    private Duration arrivalMax() {
      return limits.arrival().plusSeconds(announcedLength / Limits.BYTES_PER_SECOND_MIN);
    }

    private void more(Buffer chunk) {
      if (over) {
        return;
      }
      var unannounced = body.length() + chunk.length() - Math.max(body.length(), announcedLength);
      if (body.length() + chunk.length() > bodyMax) {
        refuse(tooLarge());
      } else if (unannounced > 0 && !share.take(unannounced)) {
        refuse(tooBusy());
      } else {
        body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
      }
    }

    /// Refused on its own loop, where its end may have come before.
    void refuseWhenLate(long now) {
      if (now - began > arrivalMax().toNanos()) {
        AnswerWriter.loop(request).run(() -> {
          if (!over) {
            refuse(Problem.of(408, "Request timeout", "The request did not arrive in time"));
          }
        });
      }
    }

    private Problem tooLarge() {
      return Problem.of(413, "Content too large", "The body has more than " + bodyMax + " bytes");
    }

    private void refuse(Problem problem) {
      end();
      AnswerWriter.writeLast(request, handler.refused(problem));
    }

    private void end() {
      if (over) {
        return;
      }
      over = true;
      arriving.remove(this);
      body = Buffer.buffer();
      share.sent();
    }

    private void whole() {
      if (over) {
        return;
      }
      over = true;
      arriving.remove(this);
      var bytes = body.getBytes();
      var address = ClientAddress.of(request);
      Thread.startVirtualThread(() -> {
        try {
          write(answering.answer(bytes, address));
        } catch (RuntimeException | Error e) {
          share.sent();
          throw e;
        }
      });
    }

    private void write(Answer answer) {
      share.answered(answer.bytes());
      if (request.canUpgradeToWebSocket() && !(answer.body() instanceof Answer.Body.Upgrade)) {
        request.resume();
        AnswerWriter.writeLast(request, answer, share::sent);
      } else {
        AnswerWriter.write(request, answer, share::sent);
      }
    }
  }

  /// How many requests are being answered.
  public int inFlight() {
    return load.requests();
  }

  /// Takes no more connections, lets accepted requests end, and closes.
  @Override
  public void close() {
    stopping = true;
    try {
      server
          .shutdown(Limits.STOPPING_MAX.toMillis(), TimeUnit.MILLISECONDS)
          .await(Limits.STOPPING_MAX.toSeconds() + 1, TimeUnit.SECONDS);
      vertx.close().await(2, TimeUnit.SECONDS);
    } catch (TimeoutException | RuntimeException e) {
      // It is going down either way.
    }
  }
}
