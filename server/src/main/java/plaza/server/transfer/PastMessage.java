package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.chat.ChatName;
import plaza.core.chat.MessageBody;
import plaza.core.chat.Sender;

/// A line of an import file: a message as it was elsewhere.
///
/// @param chat the chat's name, or in an export of Plaza its number
/// @param updatedAt empty: as created
record PastMessage(
    String chat, String sender, String body, String createdAt, String updatedAt, boolean deleted) {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /// The 61st second of a minute, which Java does not know.
  private static final Pattern LEAP_SECOND = Pattern.compile(
      "(\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d):60(?:\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");

  /// What is wrong with the message, so that it is left out; empty when nothing is.
  Optional<String> problem() {
    if (chat.isBlank()) {
      return Optional.of("has no chat");
    }
    var names = ChatName.problem(chat).map(problem -> "has a chat whose name " + problem);
    return names
        .or(() -> timeProblem("time", createdAt))
        .or(() ->
            updatedAt.isEmpty() ? Optional.empty() : timeProblem("time of its edit", updatedAt))
        .or(() -> deleted ? Optional.empty() : textProblem());
  }

  private Optional<String> textProblem() {
    return MessageBody.problem(body)
        .map(problem -> "has a body that " + problem)
        .or(() -> sender.isEmpty()
            ? Optional.empty()
            : Sender.problem(sender).map(p -> "has a sender that " + p));
  }

  private static Optional<String> timeProblem(String what, String text) {
    try {
      var at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return at.isBefore(EARLIEST) || at.isAfter(LATEST)
          ? Optional.of("has a " + what + " before 1970 or after 9999")
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of("has no readable " + what);
    }
  }

  /// A line of a chat log: `chat`, `user`, `at`, `body`; other fields are passed over.
  ///
  /// @throws Unreadable a field is no text
  static PastMessage ofIrc(JsonNode line) throws Unreadable {
    return new PastMessage(
        text(line, "chat"),
        text(line, "user"),
        text(line, "body"),
        time(text(line, "at")),
        "",
        false);
  }

  /// A message's line of an export.
  ///
  /// @throws Unreadable a field is no text
  static PastMessage ofExport(JsonNode line) throws Unreadable {
    return new PastMessage(
        line.path("chat").isIntegralNumber() ? line.path("chat").asText() : "",
        text(line, "sender"),
        text(line, "body"),
        time(text(line, "created_at")),
        time(text(line, "updated_at")),
        line.path("deleted").asBoolean());
  }

  /// A field's text; null is missing.
  private static String text(JsonNode line, String field) throws Unreadable {
    var value = line.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new Unreadable("has a field " + field + " that is no text");
    }
    return value.textValue();
  }

  /// A leap second as the second behind it; other texts as they are.
  private static String time(String text) {
    var leap = LEAP_SECOND.matcher(text);
    if (!leap.matches()) {
      return text;
    }
    try {
      return OffsetDateTime.parse(leap.group(1) + ":59" + leap.group(2))
          .plusSeconds(1)
          .toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /// A line that can't be a message.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String problem) {
      super(problem);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }
}
