package plaza.spec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An external web server.
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  PageServer(String address) {
    try {
      server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
        + server.getAddress().getPort();
  }

  /// The paths that were asked for, each time that they were.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private String answering(String path, Answering answering) {
    server.createContext(path, exchange -> {
      asked.add(exchange.getRequestURI().toString());
      try (exchange) {
        answering.answer(exchange);
      }
    });
    return url() + path;
  }

  /// A page there; gives its URL.
  String page(String path, String type, Charset charset, String html) {
    var bytes = html.getBytes(charset);
    return answering(path, exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    });
  }

  String page(String path, String html) {
    return page(path, "text/html; charset=utf-8", StandardCharsets.UTF_8, html);
  }

  /// A page that sends everybody on.
  String redirect(String path, String location) {
    return answering(path, exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    });
  }

  /// A page that has begun, and goes on as long as somebody reads.
  String endless(String path, String beginning) {
    return answering(path, exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
      while (true) {
        exchange.getResponseBody().write("<p>and on".getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  /// A page whose answer never comes, until this server is closed.
  String silent(String path) {
    return answering(path, exchange -> {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
