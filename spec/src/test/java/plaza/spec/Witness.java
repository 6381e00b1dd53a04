package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Writes to a few chats from many clients until the server is gone, and compares the answers
/// with the data.
final class Witness {
  private static final int CHATS = 3;
  private static final int WRITERS = 12;

  /// What was told of one chat: number → the texts that the message may have (the last one told,
  /// and those whose answer never came).
  private final Map<String, Map<Long, List<String>>> told = new ConcurrentHashMap<>();

  private final Map<String, Long> keyed = new ConcurrentHashMap<>();
  private final AtomicInteger counter = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final List<String> chats = new ArrayList<>();

  Witness(Http http) {
    var application = http.application();
    for (int i = 0; i < CHATS; i++) {
      chats.add(http.chatIn(application));
      told.put(chats.getLast(), new ConcurrentHashMap<>());
    }
  }

  /// How many answers there were in all.
  int answers() {
    return answers.get();
  }

  /// Writes, and has `end` see to it that the server goes.
  void writeUntilGone(Http http, Runnable end) throws Exception {
    var seed = counter.incrementAndGet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        var random = new Random(1_000L * seed + writer);
        writers.add(threads.submit(() -> writeUntilGone(http, random)));
      }
      end.run();
      for (var writer : writers) {
        writer.get();
      }
    }
  }

  private void writeUntilGone(Http http, Random random) {
    try {
      while (true) {
        write(http, chats.get(random.nextInt(CHATS)), random);
        answers.incrementAndGet();
      }
    } catch (UncheckedIOException e) {
      // The server is gone.
    }
  }

  private void write(Http http, String chat, Random random) {
    var text = "text-" + counter.incrementAndGet() + "-end";
    switch (random.nextInt(10)) {
      case 0 -> bulk(http, chat, text);
      case 1, 2 -> edit(http, chat, text, random);
      case 3, 4 -> keyed(http, chat, text);
      default -> {
        var answer = http.post(chat + "/messages", Http.message(text));
        assertThat(answer.status()).isEqualTo(201);
        told(chat, answer.number(), text);
      }
    }
  }

  private void bulk(Http http, String chat, String text) {
    var body = "{\"messages\":[{\"body\":\"" + text + "\"},{\"body\":\"" + text + "\"},{\"body\":\""
        + text + "\"}]}";
    http.post(chat + "/messages/bulk", body).numbers().forEach(number -> told(chat, number, text));
  }

  private void keyed(Http http, String chat, String text) {
    var path = chat + "/messages " + text;
    keyed.put(path, 0L);
    var answer = http.post(chat + "/messages", Http.message(text), "Idempotency-Key", text);
    keyed.put(path, answer.number());
    told(chat, answer.number(), text);
  }

  /// One writer edits a message at a time, so that the last text is known but for an answer that
  /// never came.
  private void edit(Http http, String chat, String text, Random random) {
    var numbers = List.copyOf(toldOf(chat).keySet());
    if (numbers.isEmpty()) {
      return;
    }
    var number = numbers.get(random.nextInt(numbers.size()));
    var texts = Objects.requireNonNull(toldOf(chat).get(number));
    synchronized (texts) {
      texts.add(text);
      assertThat(http.patch(chat + "/messages/" + number, Http.message(text)).status())
          .isEqualTo(200);
      texts.clear();
      texts.add(text);
    }
  }

  private Map<Long, List<String>> toldOf(String chat) {
    return Objects.requireNonNull(told.get(chat));
  }

  private void told(String chat, long number, String text) {
    var texts = new ArrayList<>(List.of(text));
    assertThat(toldOf(chat).put(number, texts))
        .as("number %d told twice", number)
        .isNull();
  }

  /// Holds what was told against what is there: every message, its number, its text; every number
  /// from 1 on; the count; and the number behind each key.
  void check(Http http) {
    chats.forEach(chat -> check(http, chat));
    checkKeys(http);
  }

  private void check(Http http, String chat) {
    var there = new TreeMap<Long, String>();
    for (var path = chat + "/messages?limit=100"; !path.isEmpty(); ) {
      var page = http.get(path);
      page.json()
          .forEach(m -> there.put(m.path("number").asLong(), m.path("body").asText()));
      path = page.next();
    }
    assertThat(List.copyOf(there.keySet()))
        .isEqualTo(LongStream.rangeClosed(1, there.size()).boxed().toList());
    assertThat(http.get(chat).json().path("messages_count").asLong()).isEqualTo(there.size());
    toldOf(chat).forEach((number, texts) -> assertThat(texts).contains(there.get(number)));
    // What is there without having been told may be told from now on: its answer was lost.
    there.forEach(
        (number, text) -> toldOf(chat).putIfAbsent(number, new ArrayList<>(List.of(text))));
    toldOf(chat).forEach((number, texts) -> {
      texts.clear();
      texts.add(there.get(number));
    });
  }

  /// A repeat gets the number that was told, or, if none was, makes the message once.
  private void checkKeys(Http http) {
    keyed.forEach((path, number) -> {
      var parts = path.split(" ", -1);
      var chat = parts[0].substring(0, parts[0].length() - "/messages".length());
      var answer = http.post(parts[0], Http.message(parts[1]), "Idempotency-Key", parts[1]);
      assertThat(answer.status()).isIn(200, 201);
      if (number != 0) {
        assertThat(answer.number()).isEqualTo(number);
        assertThat(answer.status()).isEqualTo(200);
      }
      toldOf(chat).putIfAbsent(answer.number(), new ArrayList<>(List.of(parts[1])));
    });
    keyed.clear();
  }

  /// Messages are found by their texts.
  void checkSearch(Http http) {
    for (var chat : chats) {
      var last = http.get(chat).json().path("messages_count").asLong();
      toldOf(chat).entrySet().stream().limit(20).forEach(entry -> {
        var text = entry.getValue().getFirst();
        var found = http.get(chat + "/messages/search?q=" + text + "&wait=" + last);
        assertThat(found.numbers()).contains(entry.getKey());
      });
    }
  }
}
