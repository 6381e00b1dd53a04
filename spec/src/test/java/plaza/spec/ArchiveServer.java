package plaza.spec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server with one archive, which it serves in good and in bad ways.
final class ArchiveServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final byte[] archive;
  private final Manner manner;

  /// @param uri as it stood in the request: absolute when it was meant for a proxy
  /// @param from the first byte that was requested
  record Request(String uri, int from) {}

  /// How the archive is served.
  sealed interface Manner {
    /// As it should be, from the byte that is requested on.
    record Well() implements Manner {}

    /// From the beginning, whatever is requested.
    record WithoutRanges() implements Manner {}

    /// The first response ends after so many bytes; all others are whole.
    record Cut(int bytes) implements Manner {}

    /// Every response stops after half of its bytes until [#release()].
    record Held() implements Manner {}

    /// The first response stops after half of its bytes for ever; all others are whole.
    record Stalled() implements Manner {}

    /// Not at all.
    record Refused(int status) implements Manner {}
  }

  ArchiveServer(byte[] archive, Manner manner) {
    this.archive = archive;
    this.manner = manner;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Lets the responses that stopped go on.
  void release() {
    released.countDown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    // A file of another size than was promised is a connection that ends in the middle.
    try (exchange) {
      var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
      var from = range.map(r -> Integer.parseInt(r.replaceAll("\\D", ""))).orElse(0);
      requests.add(new Request(exchange.getRequestURI().toString(), from));
      var first = requests.size() == 1;
      switch (manner) {
        case Manner.Well() -> send(exchange, from, archive.length);
        case Manner.WithoutRanges() -> send(exchange, 0, archive.length);
        case Manner.Cut(int bytes) -> send(exchange, from, first ? bytes : archive.length);
        case Manner.Held() -> {
          send(exchange, from, (from + archive.length) / 2);
          await();
          exchange.getResponseBody().write(archive, (from + archive.length) / 2, remaining(from));
        }
        case Manner.Stalled() -> {
          send(exchange, from, first ? archive.length / 2 : archive.length);
          if (first) {
            await();
          }
        }
        case Manner.Refused(int status) -> exchange.sendResponseHeaders(status, -1);
      }
    }
  }

  private int remaining(int from) {
    return archive.length - (from + archive.length) / 2;
  }

  private void send(HttpExchange exchange, int from, int to) throws IOException {
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (archive.length - 1) + "/" + archive.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, archive.length - from);
    exchange.getResponseBody().write(archive, from, to - from);
    exchange.getResponseBody().flush();
  }

  private void await() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
