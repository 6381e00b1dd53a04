package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.BodyRules;
import plaza.core.tenant.Settings;
import plaza.core.work.Compute;

/// The rules that an application's settings have for messages, checked for each line by the code
/// that the server checks them with: one bad line does not cost the whole batch.
final class MessageRules {
  /// Rules are kept by application; an import has one.
  private static final ApplicationId ONLY = new ApplicationId(1);

  private final BodyRules rules = new BodyRules(Compute.DIRECT);
  private final Settings settings;

  private MessageRules(Settings settings) {
    this.settings = settings;
  }

  /// @param shown settings of the application, as the server shows them
  static MessageRules of(JsonNode shown) {
    var words = new ArrayList<String>();
    shown.path("forbidden_words").forEach(word -> words.add(word.asText()));
    var length = shown.path("max_message_length").asInt(Settings.MAX_MESSAGE_LENGTH.initial());
    return new MessageRules(Settings.DEFAULT
        .with(Settings.MAX_MESSAGE_LENGTH, length)
        .with(Settings.FORBIDDEN_WORDS, words));
  }

  /// Why the application does not take this text; empty when it does.
  Optional<String> problem(String body) {
    return rules
        .firstViolation(ONLY, settings, List.of(body))
        .map(violation -> "has a body that " + violation.problem());
  }
}
