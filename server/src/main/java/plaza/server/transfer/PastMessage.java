package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import plaza.core.chat.MessageBody;
import plaza.core.chat.Sender;

/// A line of an import file: a message as it was elsewhere.
///
/// @param chat the chat's name, or in an export of Plaza its number
/// @param updatedAt empty: as created
record PastMessage(
    String chat, String sender, String body, String createdAt, String updatedAt, boolean deleted) {

  /// What is wrong with the message, so that it is left out; empty when nothing is.
  Optional<String> problem() {
    if (chat.isBlank()) {
      return Optional.of("has no chat");
    }
    try {
      OffsetDateTime.parse(createdAt);
    } catch (DateTimeException e) {
      return Optional.of("has no readable time");
    }
    if (deleted) {
      return Optional.empty();
    }
    return MessageBody.problem(body)
        .map(problem -> "has a body that " + problem)
        .or(() -> sender.isEmpty()
            ? Optional.empty()
            : Sender.problem(sender).map(p -> "has a sender that " + p));
  }

  /// A line of a chat log: `chat`, `user`, `at`, `body`.
  static PastMessage ofIrc(JsonNode line) {
    return new PastMessage(
        line.path("chat").asText(),
        line.path("user").asText(),
        line.path("body").asText(),
        line.path("at").asText(),
        "",
        false);
  }

  /// A message's line of an export.
  static PastMessage ofExport(JsonNode line) {
    return new PastMessage(
        line.path("chat").asText(),
        line.path("sender").asText(""),
        line.path("body").asText(),
        line.path("created_at").asText(),
        line.path("updated_at").asText(),
        line.path("deleted").asBoolean());
  }
}
