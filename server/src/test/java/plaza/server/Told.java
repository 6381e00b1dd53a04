package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/// The answers that a server gave, and when: compared with the data of another server, or of
/// the same one later.
final class Told {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /// A message of the chat, as it was told in an answer that was there at `at`, in microseconds.
  ///
  /// @param key the call's; empty when it had none
  private record Message(long at, long number, String body, String key) {}

  private final ConcurrentLinkedQueue<Message> messages = new ConcurrentLinkedQueue<>();
  private volatile String chat = "";
  private volatile long chatAt = Long.MAX_VALUE;

  /// In microseconds.
  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private record Answer(int status, JsonNode json) {}

  private static Answer call(String url, String method, String body, String key)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url))
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private static Answer get(String url) {
    try {
      return call(url, "GET", "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void makeChat(String server) throws IOException, InterruptedException {
    var application = call(server + "/api/v1/applications", "POST", "{\"name\":\"Test\"}", "");
    var path = "/api/v1/applications/" + application.json().path("token").asText() + "/chats";
    var made = call(server + path, "POST", "{}", "");
    chat = path + "/" + made.json().path("number").asLong();
    chatAt = now();
  }

  /// Posts a message and remembers the answer; every other one has a key.
  ///
  /// @throws IOException the server is gone
  void post(String server, String text, boolean keyed) throws IOException, InterruptedException {
    var key = keyed ? text.replace(' ', '-') : "";
    var answer = call(server + chat + "/messages", "POST", body(text), key);
    assertThat(answer.status()).isEqualTo(201);
    remember(answer.json(), key);
  }

  /// Posts messages in one call.
  void bulk(String server, String text, int count) throws IOException, InterruptedException {
    var bodies =
        LongStream.range(0, count).mapToObj(n -> body(text + " part " + n)).toList();
    var answer = call(
        server + chat + "/messages/bulk",
        "POST",
        "{\"messages\":[" + String.join(",", bodies) + "]}",
        "");
    assertThat(answer.status()).isEqualTo(201);
    answer.json().forEach(message -> remember(message, ""));
  }

  /// What is read is told too: the messages from a number on, or a hundred of them.
  void read(String server, long from) throws IOException, InterruptedException {
    var answer = call(server + chat + "/messages?limit=100&after=" + (from - 1), "GET", "", "");
    answer.json().forEach(message -> remember(message, ""));
  }

  /// The highest number that was told.
  long last() {
    return messages.stream().mapToLong(Message::number).max().orElse(0);
  }

  private void remember(JsonNode message, String key) {
    messages.add(
        new Message(now(), message.path("number").asLong(), message.path("body").asText(), key));
  }

  private static String body(String text) {
    return "{\"body\":\"" + text + "\"}";
  }

  int count() {
    return messages.size();
  }

  /// Fails unless a server keeps all that was told until then: the messages under their numbers,
  /// numbers without gaps, none twice, counts, keys, and a search that finds them all.
  void requireKept(String server, long until) {
    if (chatAt > until) {
      return;
    }
    var there = new ArrayList<String>();
    var numbers = new ArrayList<Long>();
    for (var after = 0L; ; after = numbers.size()) {
      var page = get(server + chat + "/messages?limit=100&after=" + after);
      assertThat(page.status()).isEqualTo(200);
      page.json().forEach(message -> {
        numbers.add(message.path("number").asLong());
        there.add(message.path("body").asText());
      });
      if (page.json().size() < 100) {
        break;
      }
    }
    assertThat(numbers)
        .isEqualTo(LongStream.rangeClosed(1, there.size()).boxed().toList());
    assertThat(new HashSet<>(there)).as("none twice").hasSameSizeAs(there);
    assertThat(get(server + chat).json().path("messages_count").asInt()).isEqualTo(there.size());
    var kept = messages.stream().filter(message -> message.at() <= until).toList();
    for (var message : kept) {
      assertThat(message.number()).as("message told").isLessThanOrEqualTo(there.size());
      assertThat(there.get((int) message.number() - 1)).isEqualTo(message.body());
    }
    requireFound(server, there.size());
    requireKeys(server, kept);
  }

  private void requireFound(String server, int count) {
    if (count > 0) {
      var found = get(server + chat + "/messages/search?q=message&limit=1&wait=" + count);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.json().path(0).path("number").asInt()).isEqualTo(count);
    }
  }

  /// The newest ones are in the most danger.
  private void requireKeys(String server, List<Message> kept) {
    var keyed = kept.stream().filter(message -> !message.key().isEmpty()).toList();
    for (var message : keyed.subList(Math.max(0, keyed.size() - 3), keyed.size())) {
      try {
        var answer = call(server + chat + "/messages", "POST", body(message.body()), message.key());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("number").asLong()).isEqualTo(message.number());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
