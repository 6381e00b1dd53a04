package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Imports a file of messages into an application; an interrupted import can be run again
/// without duplicates.
public final class MessageImport {
  /// Stands for the number of a chat that takes nothing in any more.
  private static final long DELETED = 0;

  private final Api api;
  private final Intake intake;
  private final String application;
  private final Map<String, Long> chats = new HashMap<>();
  private final Map<String, Batch> open = new LinkedHashMap<>();
  private long refused;

  private MessageImport(Intake intake) {
    this.api = new Api(intake.url(), intake.secret());
    this.intake = intake;
    this.application = intake.path();
  }

  /// What an import came to.
  ///
  /// @param messages that the server has now
  /// @param refused lines that could not be taken
  public record Result(long messages, long refused, int chats) {}

  /// Imports a chat log: JSON lines with `chat`, `user`, `at` and `body`. Chats are found by
  /// their name.
  public static Result irc(Intake intake) throws IOException {
    var run = new MessageImport(intake);
    run.findChats();
    return run.run(PastMessage::ofIrc);
  }

  /// Imports an export of Plaza into an application that has no chats: numbers stay as they are.
  public static Result export(Intake intake) throws IOException {
    return new MessageImport(intake).run(PastMessage::ofExport);
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

  private Result run(Function<JsonNode, PastMessage> reading) throws IOException {
    try (var progress = new Progress("Importing", intake.file(), "messages");
        var sending = new Sending(api, application, intake.name(), progress::add);
        var lines = new Lines(intake.file(), progress::read)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        take(lines.number(), line, reading, sending);
      }
      for (var batch : open.values()) {
        if (batch.count() > 0) {
          sending.send(chats.getOrDefault(batch.chat(), DELETED), batch);
        }
      }
      sending.finish();
      progress.finish();
      return new Result(progress.done(), refused, chats.size());
    }
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
      refuse(number, "belongs to a chat that was deleted since it was imported");
    } else {
      add(message, sending);
    }
  }

  private void refuse(long number, String why) {
    refused++;
    intake.report().accept("line " + number + " " + why);
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
    var key = ImportKey.of(intake.name(), what, 0);
    var answer = api.post(application + "/chats", json.getBytes(StandardCharsets.UTF_8), key);
    return answer.status() == 410
        ? Optional.empty()
        : Optional.of(answer.expect(200, 201).json().path("number").asLong());
  }
}
