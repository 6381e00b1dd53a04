package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import plaza.core.tenant.Settings;
import plaza.core.text.ForbiddenWords;

/// What an application's settings ask of the messages that it takes in: judged here for each line,
/// so that the server need not refuse the whole batch.
final class MessageRules {
  private final Settings settings;
  private final ForbiddenWords forbidden;

  private MessageRules(Settings settings, ForbiddenWords forbidden) {
    this.settings = settings;
    this.forbidden = forbidden;
  }

  /// @param settings of the application, as the server shows them
  static MessageRules of(JsonNode settings) {
    var words = new ArrayList<String>();
    settings.path("forbidden_words").forEach(word -> words.add(word.asText()));
    var length = settings.path("max_message_length").asInt(Settings.MAX_MESSAGE_LENGTH.initial());
    return new MessageRules(
        Settings.DEFAULT.with(Settings.MAX_MESSAGE_LENGTH, length), new ForbiddenWords(words));
  }

  /// Why the application does not take this text; empty when it does.
  Optional<String> problem(String body) {
    return settings
        .lengthProblem(body)
        .or(() -> forbidden.firstIn(body).map(word -> "contains the forbidden word " + word))
        .map(problem -> "has a body that " + problem);
  }
}
