package plaza.edge.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final List<String> looked = new ArrayList<>();
  private final Pages pages = new Pages(this::addresses, "test");
  private final HttpServer server = started();

  /// Names that nobody else can look up.
  private List<InetAddress> addresses(String host) throws UnknownHostException {
    looked.add(host);
    if (looked.size() > 1) {
      throw new UnknownHostException("it has moved");
    }
    return List.of(InetAddress.getLoopbackAddress());
  }

  private static HttpServer started() {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(loopback, 0);
      server.createContext("/", exchange -> {
        var host = exchange.getRequestHeaders().getFirst("Host").getBytes(US_ASCII);
        exchange.sendResponseHeaders(200, host.length);
        exchange.getResponseBody().write(host);
        exchange.close();
      });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    pages.close();
  }

  @Test
  void the_address_that_was_looked_at_is_the_one_that_is_asked() {
    var authority = "page.invalid:" + server.getAddress().getPort();

    var page = pages.get(URI.create("http://" + authority + "/"));

    assertThat(page.map(p -> new String(p.bytes(), US_ASCII))).contains(authority);
    assertThat(looked).containsExactly("page.invalid");
  }
}
