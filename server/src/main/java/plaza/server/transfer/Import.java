package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// Takes a file of messages into an application, so that it can be interrupted, or killed, and
/// run again without doubling one.
public final class Import {
  private static final int PROGRESS_MS = 1_000;
  /// Stands for the number of a chat that takes nothing in any more.
  private static final long DELETED = 0;

  private static final long KIBIBYTE = 1 << 10;
  private static final long MEBIBYTE = 1 << 20;

  /// Files from here on are counted in MiB.
  private static final long LARGE_BYTES = 10 * MEBIBYTE;

  private final Api api;
  private final String application;
  private final String name;
  private final Consumer<String> report;
  private final Map<String, Long> chats = new HashMap<>();
  private final Map<String, Batch> open = new LinkedHashMap<>();
  private long refused;

  /// @param application its path
  /// @param name of the import: the same name and file mean the same messages
  /// @param report told of each line that can't be taken
  private Import(Api api, String application, String name, Consumer<String> report) {
    this.api = api;
    this.application = application;
    this.name = name;
    this.report = report;
  }

  /// What an import came to.
  ///
  /// @param messages that the server has now
  /// @param refused lines that could not be taken
  public record Result(long messages, long refused, int chats) {}

  /// The application of an import.
  ///
  /// @param secret its key, when this call made it
  public record Application(String token, Optional<String> secret) {}

  /// The import's own application: asked again, the same one.
  public static Application application(String url, String secret, String name) throws IOException {
    var body = Api.JSON.writeValueAsBytes(Api.JSON.createObjectNode().put("name", name));
    var key = "import-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    var answer = new Api(url, secret).post("/api/v1/applications", body, key).expect(200, 201);
    return new Application(
        answer.json().path("token").asText(),
        Optional.ofNullable(answer.json().path("secret").textValue()));
  }

  /// Imports a chat log: JSON lines with `chat`, `user`, `at` and `body`. Chats are found by
  /// their name.
  public static Result irc(
      String url,
      String secret,
      String application,
      String name,
      Path file,
      Consumer<String> report)
      throws IOException {
    var api = new Api(url, secret);
    var run = new Import(api, "/api/v1/applications/" + application, name, report);
    run.findChats();
    return run.run(file, PastMessage::ofIrc);
  }

  /// Imports an export of Plaza into an application that has no chats: numbers stay as they are.
  public static Result export(
      String url,
      String secret,
      String application,
      String name,
      Path file,
      Consumer<String> report)
      throws IOException {
    var api = new Api(url, secret);
    var run = new Import(api, "/api/v1/applications/" + application, name, report);
    return run.run(file, PastMessage::ofExport);
  }

  private void findChats() {
    var path = Optional.of(application + "/chats?limit=100");
    while (path.isPresent()) {
      var page = api.get(path.get()).expect(200);
      page.json()
          .forEach(chat ->
              chats.putIfAbsent(chat.path("name").asText(), chat.path("number").asLong()));
      path = page.next();
    }
  }

  private Result run(Path file, Function<JsonNode, PastMessage> reading) throws IOException {
    var size = Files.size(file);
    var taken = new java.util.concurrent.atomic.AtomicLong();
    try (var bar = bar(size);
        var sending = new Sending(api, application, name, count -> {
          bar.setExtraMessage(taken.addAndGet(count) + " messages");
        });
        var lines = new Lines(file, bar::stepTo)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        take(lines.number(), line, reading, sending);
      }
      for (var batch : open.values()) {
        if (batch.count() > 0) {
          sending.send(chats.getOrDefault(batch.chat(), DELETED), batch);
        }
      }
      sending.finish();
      bar.stepTo(size);
    }
    return new Result(taken.get(), refused, chats.size());
  }

  private static ProgressBar bar(long bytes) {
    var large = bytes >= LARGE_BYTES;
    return new ProgressBarBuilder()
        .setTaskName("Importing")
        .setInitialMax(bytes)
        .setUnit(large ? " MiB" : " KiB", large ? MEBIBYTE : KIBIBYTE)
        .showSpeed()
        .setUpdateIntervalMillis(PROGRESS_MS)
        .build();
  }

  private void take(
      long number, String line, Function<JsonNode, PastMessage> reading, Sending sending) {
    JsonNode json;
    try {
      json = Api.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      refuse(number, "is not JSON");
      return;
    }
    if (json.has("type")) {
      chat(json);
      return;
    }
    var message = reading.apply(json);
    var problem = message.problem();
    if (problem.isPresent()) {
      refuse(number, problem.get());
    } else if (chats.computeIfAbsent(message.chat(), this::create) == DELETED) {
      refuse(number, "is of a chat that was deleted since it was imported");
    } else {
      add(message, sending);
    }
  }

  private void refuse(long number, String why) {
    refused++;
    report.accept("line " + number + " " + why);
  }

  /// A chat's line of an export: it comes before its messages, and chats come in order.
  private void chat(JsonNode json) {
    var number = json.path("chat").asLong();
    var body = Api.JSON.createObjectNode();
    if (json.hasNonNull("name")) {
      body.set("name", json.get("name"));
    }
    body.set("type", json.get("type"));
    var made = create(body.toString(), "chat " + number).orElse(number);
    if (made != number) {
      throw new TransferException("chat " + number + " got the number " + made
          + ": import an export into an application without chats");
    }
    chats.put(Long.toString(number), made);
    if (json.path("deleted").asBoolean()) {
      api.delete(application + "/chats/" + number).expect(204);
    }
  }

  private void add(PastMessage message, Sending sending) {
    var chat = chats.getOrDefault(message.chat(), DELETED);
    var batch = open.computeIfAbsent(message.chat(), key -> new Batch(key, 0));
    if (batch.add(message)) {
      sending.send(chat, batch);
      open.put(message.chat(), new Batch(message.chat(), batch.ordinal() + batch.count()));
    }
  }

  private long create(String chat) {
    return create(Api.JSON.createObjectNode().put("name", chat).toString(), "chat " + chat)
        .orElse(DELETED);
  }

  /// The number of a chat made now or by an earlier run; empty when it was deleted since.
  ///
  /// @param what is created: together with the import's name, the call's key
  private Optional<Long> create(String json, String what) {
    var key = new Batch(what, 0).key(name);
    var answer = api.post(application + "/chats", json.getBytes(StandardCharsets.UTF_8), key);
    return answer.status() == 410
        ? Optional.empty()
        : Optional.of(answer.expect(200, 201).json().path("number").asLong());
  }
}
