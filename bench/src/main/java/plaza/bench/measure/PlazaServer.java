package plaza.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plaza, running, and what the bench asks of it beside the load.
public final class PlazaServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BULK = 500;
  private static final Duration LOOK = Duration.ofMillis(20);

  /// What is waited for is seen when at most this part of the wait has passed since.
  private static final int LOOKS = 10;

  /// How long the index, or the store, may be behind the log.
  private static final Duration DRAIN_MAX = Duration.ofMinutes(30);

  private final Running running;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public PlazaServer(Running running) {
    this.running = running;
  }

  public Running running() {
    return running;
  }

  /// Makes an application with chats; the path of its chats, up to their number.
  public String chats(int count) throws IOException, InterruptedException {
    var token =
        post("/api/v1/applications", "{\"name\":\"bench\"}").path("token").asText();
    var path = "/api/v1/applications/" + token + "/chats";
    for (int i = 0; i < count; i++) {
      var _ = post(path, "{}");
    }
    return path + "/";
  }

  /// Posts messages into a chat, in bulks.
  ///
  /// @param texts that they have, in turn
  public void fill(String chat, int messages, List<String> texts)
      throws IOException, InterruptedException {
    for (int from = 0; from < messages; from += BULK) {
      var items = JSON.createArrayNode();
      IntStream.range(from, Math.min(messages, from + BULK))
          .forEach(
              i -> items.addObject().put("body", texts.get(i % texts.size())).put("sender", "ann"));
      var bulk = JSON.createObjectNode();
      bulk.set("messages", items);
      var _ = post(chat + "/messages/bulk", bulk.toString());
    }
  }

  public JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(running.url() + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(running.url() + path)));
  }

  /// The tag that an answer is known by.
  public String tag(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(running.url() + path)).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("Plaza has answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /// Has something to do at the next start.
  public void changeOneAndKill() throws IOException, InterruptedException {
    var token = get("/api/v1/applications").path(0).path("token").asText();
    var _ = post("/api/v1/applications/" + token + "/chats/1/messages", "{\"body\":\"last\"}");
    running.kill();
  }

  /// Waits until all that the log holds is applied and found by a search.
  public void awaitIndexed() throws IOException, InterruptedException {
    await(List.of("plaza_log_queued", "plaza_store_lag", "plaza_index_lag"));
  }

  /// Waits until all that the log holds is applied.
  public void awaitApplied() throws IOException, InterruptedException {
    await(List.of("plaza_log_queued", "plaza_store_lag"));
  }

  private void await(List<String> gauges) throws IOException, InterruptedException {
    var began = System.nanoTime();
    while (sum(metrics(), gauges) > 0) {
      var waited = System.nanoTime() - began;
      if (waited > DRAIN_MAX.toNanos()) {
        throw new IOException("Plaza does not drain: " + gauges);
      }
      // Each look costs Plaza a little of the CPU time that is measured, so there are few.
      LockSupport.parkNanos(Math.max(LOOK.toNanos(), waited / LOOKS));
    }
  }

  private String metrics() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(running.url() + "/metrics")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /// The sum of all that have one of these names in a text of Prometheus' format.
  static double sum(String metrics, List<String> names) {
    return metrics
        .lines()
        .filter(line -> names.contains(line.split("[{ ]", 2)[0]))
        .collect(Collectors.summingDouble(
            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
  }

  @Override
  public void close() {
    running.close();
  }
}
