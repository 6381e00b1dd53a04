package plaza.edge.fetch;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pages that users name, fetched with little patience and no trust: from public hosts alone, each
/// redirect looked at as the first address was, no cookies, no credentials, no proxy.
public final class Pages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  /// How long a page is waited for, redirects and all.
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /// How much of a page is read: what it is about stands first.
  static final int BYTES_MAX = 512 << 10;

  /// How often a page may send us on.
  private static final int REDIRECTS_MAX = 5;

  /// The most pages fetched at once; a further request gets no title.
  private static final int AT_ONCE_MAX = 32;

  /// Ports below are other protocols' but for these, and some of those take HTTP for orders.
  private static final int PORT_FREE = 1024;

  private static final int PORT_HTTP = 80;
  private static final int PORT_HTTPS = 443;

  private final PublicHosts outside;
  private final String agent;
  private final Semaphore room = new Semaphore(AT_ONCE_MAX);
  private Optional<Client> client = Optional.empty();

  /// @param version of the server, which calls itself a bot
  public Pages(PublicHosts outside, String version) {
    this.outside = outside;
    this.agent = "Mozilla/5.0 (compatible; PlazaBot/" + version + ")";
  }

  /// A page as it came.
  ///
  /// @param uri that it was found at, after all redirects
  /// @param type its media type with all parameters; empty: it has none
  /// @param bytes the first [#BYTES_MAX], at most
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Page(URI uri, String type, byte[] bytes) {}

  /// Threads and connections, which no start should pay for that nobody needs them in.
  private record Client(Vertx vertx, HttpClient http) {}

  /// The page, if its host is public and sends it soon. Blocks, for a few seconds at most.
  public Optional<Page> get(URI uri) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return followed(uri);
    } catch (IOException | TimeoutException | IllegalArgumentException e) {
      LOG.atDebug().addKeyValue("host", uri.getHost()).addKeyValue("cause", e).log("no page");
      return Optional.empty();
    } finally {
      room.release();
    }
  }

  private Optional<Page> followed(URI first) throws IOException, TimeoutException {
    var end = System.nanoTime() + WAIT_MAX.toNanos();
    var uri = first;
    for (int hops = 0; hops <= REDIRECTS_MAX; hops++) {
      var answer = asked(uri, end);
      if (answer.location().isEmpty()) {
        return answer.status() == 200
            ? Optional.of(new Page(uri, answer.type(), answer.bytes()))
            : Optional.empty();
      }
      uri = uri.resolve(answer.location().get());
    }
    return Optional.empty();
  }

  /// What one host says.
  ///
  /// @param location where it sends us on
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Said(int status, Optional<String> location, String type, byte[] bytes) {}

  /// @param end when to give up, as the system's nano time has it
  private Said asked(URI uri, long end) throws IOException, TimeoutException {
    var options = options(uri, end);
    var said = Promise.<Said>promise();
    var client = client();
    client.http().request(options).onFailure(said::tryFail).onSuccess(request -> {
      var timer =
          client.vertx().setTimer(left(end).toMillis(), _ -> request.reset(0, new IOException()));
      said.future().onComplete(_ -> {
        client.vertx().cancelTimer(timer);
        request.connection().close();
      });
      request.send().onFailure(said::tryFail).onSuccess(response -> read(response, said));
    });
    try {
      return said.future().await(left(end).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private RequestOptions options(URI uri, long end) throws IOException, TimeoutException {
    var secure = "https".equalsIgnoreCase(uri.getScheme());
    var host = uri.getHost();
    if (host == null || uri.getUserInfo() != null || !(secure || isHttp(uri))) {
      throw new IOException("not a web page");
    }
    var port = uri.getPort() >= 0 ? uri.getPort() : secure ? PORT_HTTPS : PORT_HTTP;
    if (port < PORT_FREE && port != PORT_HTTP && port != PORT_HTTPS) {
      throw new IOException("a port of another protocol");
    }
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(address(host, port, end)))
        .setHost(host)
        .setPort(port)
        .setSsl(secure)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .setConnectTimeout(left(end).toMillis())
        .putHeader("User-Agent", agent)
        .putHeader("Accept", "text/html,application/xhtml+xml")
        .putHeader("Accept-Language", "*");
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  /// A name's server may be slow to answer, and the system waits for it as long as it pleases.
  private InetSocketAddress address(String host, int port, long end)
      throws IOException, TimeoutException {
    var found = new FutureTask<>(() -> outside.addresses(host));
    Thread.startVirtualThread(found);
    try {
      var addresses = found.get(left(end).toNanos(), TimeUnit.NANOSECONDS);
      return new InetSocketAddress(addresses.getFirst(), port);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  /// Reads what is needed of an answer, and no more.
  private static void read(HttpClientResponse response, Promise<Said> said) {
    var type = response.headers().get("Content-Type");
    var body = Buffer.buffer();
    Runnable done = () -> said.tryComplete(new Said(
        response.statusCode(),
        isRedirect(response.statusCode())
            ? Optional.ofNullable(response.headers().get("Location"))
            : Optional.empty(),
        type == null ? "" : type,
        body.getBytes(0, Math.min(body.length(), BYTES_MAX))));
    if (response.statusCode() != 200) {
      done.run();
      return;
    }
    response.exceptionHandler(said::tryFail);
    response.endHandler(_ -> done.run());
    response.handler(chunk -> {
      body.appendBuffer(chunk);
      if (body.length() >= BYTES_MAX) {
        done.run();
      }
    });
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private synchronized Client client() {
    var known = client.orElseGet(() -> {
      var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
      var options = new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(true);
      return new Client(vertx, vertx.createHttpClient(options));
    });
    client = Optional.of(known);
    return known;
  }

  @Override
  public synchronized void close() {
    client.ifPresent(known -> known.vertx().close());
    client = Optional.empty();
  }
}
