package plaza.edge.http;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.Supervised;

/// The HTTP server. The event loop reads a request, within limits; then a virtual thread of the
/// request's own answers it with blocking code. See `decisions/0004`.
public final class HttpEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  /// How soon a renewed certificate is taken up.
  private static final Duration TLS_LOOK = Duration.ofSeconds(2);

  private static final char DELETE = 0x7F;

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /// How late a request may be found to be late.
  private static final Duration LATE_LOOK = Duration.ofMillis(250);

  private final Vertx vertx;
  private final HttpServer server;
  private final RequestHandler handler;
  private final Limits limits;
  private final Connections connections;
  private final Load load;
  private final Arrival.Rules arrivals;
  private final List<PeriodicTask> periodic = new CopyOnWriteArrayList<>();

  private volatile boolean stopping;

  private HttpEdge(Vertx vertx, HttpServerOptions options, Limits limits, RequestHandler handler) {
    this.vertx = vertx;
    this.limits = limits;
    this.handler = handler;
    this.load = new Load(limits.inFlight(), limits.bytes());
    this.arrivals = new Arrival.Rules(limits, handler, new ConcurrentHashMap<>());
    this.connections = new Connections(limits, load, this::inputEnded);
    this.server = vertx.createHttpServer(options);
  }

  /// What answers requests.
  public interface RequestHandler {
    /// Answers a request whose head alone has arrived, if that needs no waiting; says whether
    /// it did. On its event loop.
    default boolean answersAtOnce(HttpServerRequest head) {
      return false;
    }

    /// The answer to a request whose head alone has arrived, if that needs no waiting, and is
    /// to be given however much is under way. On its event loop.
    default Optional<Answer> onLoop(HttpServerRequest head) {
      return Optional.empty();
    }

    /// How long a request waits before anything else is done for it, in nanoseconds; 0: it does
    /// not. On its event loop.
    default long delayNanos(HttpServerRequest head) {
      return 0;
    }

    /// Looks at a request whose head has come. On its event loop: it must not block.
    Awaited begin(HttpServerRequest head);

    /// The answer to a request that was refused before it was whole.
    Answer refused(Problem problem);

    /// The answer to a request whose handling has failed: an `Error` too.
    default Answer failed(Throwable cause) {
      return refused(Failures.problem("a request", true, cause));
    }

    /// The client that a request comes from, whose share of the server's room it takes.
    default ClientAddress client(HttpServerRequest head) {
      return ClientAddress.of(head);
    }

    /// Whether a request may use the room that is reserved for operators. Its credential is not
    /// checked yet.
    default boolean isOperators(HttpServerRequest head) {
      return false;
    }
  }

  /// A request whose body is awaited.
  ///
  /// @param bodyMax the most bytes that the body may have
  /// @param admission asked before the body is read
  public record Awaited(int bodyMax, Admission admission, Answering answering) {
    /// A request that is admitted whatever its head says.
    public Awaited(int bodyMax, Answering answering) {
      this(bodyMax, _ -> Optional.empty(), answering);
    }
  }

  /// What decides by a request's head whether its body is read: blocking code, called on a virtual
  /// thread.
  @FunctionalInterface
  public interface Admission {
    /// @param address of the connection's other end
    /// @return the answer to a request that is refused
    Optional<Answer> refusal(ClientAddress address);
  }

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
    // What nothing else has caught. Its words may be a client's.
    vertx.exceptionHandler(cause -> LOG.atError()
        .addKeyValue("cause", cause.getClass().getName())
        .log("an unexpected failure on an event loop"));
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
    periodically("certificate", TLS_LOOK, () -> {
      try {
        var content = TlsFiles.content(files);
        if (!content.equals(known.getAndSet(content))) {
          var renewed = TlsFiles.read(vertx, files);
          server
              .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(renewed.options()), true)
              .onSuccess(_ -> LOG.atInfo().log("the certificate was reloaded"))
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
        .log("the new certificate can't be loaded: the old one stays in use");
  }

  private HttpEdge listening(String host, int port) throws IOException {
    server.connectionHandler(connections::opened);
    periodically("connections", SWEEP, connections::sweep);
    periodically("late-requests", LATE_LOOK, this::refuseLate);
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

  private void periodically(String name, Duration period, Runnable work) {
    var task = new PeriodicTask(name, work);
    periodic.add(task);
    task.every(period, vertx);
  }

  /// What the server does again and again, as long as it lives.
  public List<Supervised> supervised() {
    return List.copyOf(periodic);
  }

  /// One who looks at all now and then is cheaper than a timer for each request.
  private void refuseLate() {
    var now = System.nanoTime();
    PeriodicTask.forEach(arrivals.arriving().values(), arrival -> arrival.refuseWhenLate(now));
  }

  private void inputEnded(HttpConnection connection) {
    var arrival = arrivals.arriving().get(connection);
    if (arrival != null) {
      arrival.inputEnded();
    }
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
    if (!connections.isRead(request.connection())) {
      // A client that sends requests and reads no answers must not have them made.
      hold(request, then -> connections.whenRead(request.connection(), then));
      return;
    }
    var delay = handler.delayNanos(request);
    if (delay > 0) {
      var loop = AnswerWriter.loop(request);
      hold(request, then -> {
        var _ = loop.later(Duration.ofNanos(delay), then);
      });
    } else {
      takeOrFail(request);
    }
  }

  /// Takes a request later: what was given to `when` is to be run on its loop.
  private void hold(HttpServerRequest request, Consumer<Runnable> when) {
    request.pause();
    when.accept(() -> {
      if (!request.response().closed()) {
        takeOrFail(request);
        if (request.response().ended()) {
          request.resume();
        }
      }
    });
  }

  private void takeOrFail(HttpServerRequest request) {
    try {
      take(request);
    } catch (RuntimeException | Error e) {
      AnswerWriter.writeFailed(request, handler.failed(e), () -> {});
    }
  }

  private void take(HttpServerRequest request) {
    if (hasControl(request.uri())) {
      refuse(request, Problem.of(400, "Bad request", "The request line has a control character"));
    } else if (!hasOneHost(request)) {
      refuse(request, Problem.of(400, "Bad request", "Send exactly one Host, the target's"));
    } else if (stopping) {
      refuse(request, TOO_BUSY);
    } else if (!handler.answersAtOnce(request)) {
      handler
          .onLoop(request)
          .ifPresentOrElse(
              answer -> AnswerWriter.write(request, answer, () -> {}), () -> begin(request));
    }
  }

  private void begin(HttpServerRequest request) {
    var client = handler.client(request).limitKey();
    connections.chargeTo(client, request.connection());
    load.begin(client, handler.isOperators(request))
        .ifPresentOrElse(share -> begin(request, share), () -> refuse(request, TOO_BUSY));
  }

  private void begin(HttpServerRequest request, Load.Share share) {
    try {
      new Arrival(request, handler.begin(request), share, arrivals).begin();
    } catch (RuntimeException | Error e) {
      share.sent();
      throw e;
    }
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    AnswerWriter.writeLast(request, handler.refused(problem));
  }

  /// The server itself, or the client's share of it, is full.
  static final Problem TOO_BUSY = Problem.of(
          503,
          "Service unavailable",
          "The server is stopping or too busy, or has too many of your requests in progress")
      .with("Retry-After", "1");

  /// No client sends these, and what is made of the target would carry them on.
  private static boolean hasControl(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (Character.isISOControl(target.charAt(i)) && target.charAt(i) <= DELETE) {
        return true;
      }
    }
    return false;
  }

  /// RFC 9112, 3.2: none, or two, is an attempt to confuse a server.
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
