package plaza.edge.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plaza.core.chat.ChatChange.Draft;
import plaza.core.chat.ChatChange.MessagesPosted;
import plaza.core.chat.ChatChange.Restored;
import plaza.core.chat.MessageBody;
import plaza.core.chat.MessageFields;
import plaza.core.chat.Sender;
import plaza.edge.http.Fields;

/// The fields of messages in a request's body.
final class MessageInput {
  private MessageInput() {}

  /// A message; empty when something is wrong, which the fields then know.
  static Optional<Draft> draft(Fields fields) {
    var body = fields.required(MessageFields.BODY);
    var sender = fields.value(MessageFields.SENDER).map(Sender::new).orElse(Sender.NONE);
    return body.map(text -> new Draft(new MessageBody(text), sender));
  }

  /// The items of a bulk; the fields know which are wrong.
  static <T> List<T> items(Fields fields, Function<Fields, Optional<T>> reading) {
    var items = new ArrayList<T>();
    fields.list("messages").ifPresent(list -> {
      if (list.isEmpty() || list.size() > MessagesPosted.COUNT_MAX) {
        fields.wrong(
            "messages",
            "must be 1 to " + MessagesPosted.COUNT_MAX + " messages, were " + list.size());
        return;
      }
      for (int i = 0; i < list.size(); i++) {
        item(fields, i, list.get(i), reading).ifPresent(items::add);
      }
    });
    return items;
  }

  private static <T> Optional<T> item(
      Fields fields, int index, JsonNode json, Function<Fields, Optional<T>> reading) {
    if (!json.isObject()) {
      return fields.wrong("messages", "item " + index + ": must be a JSON object");
    }
    var item = Fields.ofItem(json);
    var value = reading.apply(item);
    item.errors()
        .forEach((field, problems) -> problems.forEach(
            problem -> fields.wrong("messages", "item " + index + ": " + field + " " + problem)));
    return value;
  }

  /// A message with a past: `created_at`, perhaps `updated_at`; or, `deleted`, its tombstone.
  static Optional<Restored> restored(Fields fields) {
    var createdAt = fields.required(MessageFields.CREATED_AT);
    var updatedAt = fields.value(MessageFields.UPDATED_AT);
    if (fields.flag("deleted").orElse(false)) {
      return createdAt.map(Restored.Tombstone::new);
    }
    var draft = draft(fields);
    return createdAt.flatMap(
        created -> draft.map(d -> new Restored.Live(d, created, updatedAt.orElse(created))));
  }
}
