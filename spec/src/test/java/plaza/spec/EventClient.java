package plaza.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of server-sent events, parsed as the HTML standard defines.
final class EventClient implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final long WAIT_SECONDS_MAX = 20;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpResponse<InputStream> response;
  private volatile String lastId = "";

  /// @param name of the event, `created` for example
  record Event(String name, String id, String data) {
    long number() {
      try {
        return Http.JSON.readTree(data).path("number").asLong();
      } catch (IOException e) {
        throw new IllegalStateException(data, e);
      }
    }

    String body() {
      try {
        return Http.JSON.readTree(data).path("body").asText();
      } catch (IOException e) {
        throw new IllegalStateException(data, e);
      }
    }
  }

  private EventClient(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /// Begins to watch, and returns once the server has said from where.
  static EventClient on(Http plaza, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(plaza.url() + path)).timeout(Duration.ofSeconds(20));
    if (!plaza.secret().isEmpty()) {
      request.header("Authorization", "Bearer " + plaza.secret());
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      var client = new EventClient(response);
      if (response.statusCode() == 200) {
        org.awaitility.Awaitility.await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> !client.lastId.isEmpty() || client.hasEnded());
      }
      return client;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var name = "message";
      var id = "";
      var data = new StringBuilder();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastId = id;
          if (!data.isEmpty()) {
            events.add(new Event(name, id, data.toString()));
          }
          name = "message";
          data.setLength(0);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        }
      }
    } catch (IOException e) {
      // Cut off.
    } finally {
      ended.countDown();
    }
  }

  /// The next event; waits for it.
  Event next() {
    try {
      var event = events.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next event, if one is there soon.
  java.util.Optional<Event> poll(Duration atMost) throws InterruptedException {
    return java.util.Optional.ofNullable(events.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// From where this client would go on.
  String lastId() {
    return lastId;
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  boolean awaitEnd() throws InterruptedException {
    return ended.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // It was cut off before.
    }
  }
}
