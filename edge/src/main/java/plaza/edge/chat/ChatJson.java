package plaza.edge.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import plaza.core.chat.ChatFields;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.chat.MessageFields;
import plaza.edge.http.FieldJson;
import plaza.edge.http.Json;

/// Chats and messages as JSON.
public final class ChatJson {
  private ChatJson() {}

  static ObjectNode of(ChatStore.View view) {
    var chat = view.chat();
    var json = Json.object();
    FieldJson.put(json, ChatFields.NUMBER, chat.id().number());
    FieldJson.put(json, ChatFields.NAME, chat.name().text());
    FieldJson.put(json, ChatFields.TYPE, chat.type().word());
    FieldJson.put(json, ChatFields.MESSAGES_COUNT, view.tail().liveCount());
    FieldJson.put(json, ChatFields.CREATED_AT, chat.createdAt());
    FieldJson.put(json, ChatFields.UPDATED_AT, chat.updatedAt());
    return json;
  }

  public static Json.Writing of(Message message) {
    return json -> {
      json.writeStartObject();
      write(json, message);
      json.writeEndObject();
    };
  }

  /// By hand: a page of history has a hundred messages.
  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeNumberField(MessageFields.NUMBER.name(), message.id().number());
    json.writeStringField(MessageFields.BODY.name(), message.body());
    var sender = message.sender().text();
    if (sender.isEmpty()) {
      json.writeNullField(MessageFields.SENDER.name());
    } else {
      json.writeStringField(MessageFields.SENDER.name(), sender);
    }
    json.writeStringField(MessageFields.CREATED_AT.name(), Json.time(message.createdAt()));
    json.writeStringField(MessageFields.UPDATED_AT.name(), Json.time(message.updatedAt()));
  }

  /// Adds the fields of chats and messages to the schemas of the OpenAPI document.
  public static void describe(ObjectNode schemas) {
    FieldJson.addShown(schemas.withObject("/Chat"), ChatFields.ALL);
    FieldJson.addGiven(schemas.withObject("/NewChat"), ChatFields.ALL, true);
    FieldJson.addGiven(schemas.withObject("/ChatChange"), ChatFields.ALL, false);
    FieldJson.addShown(schemas.withObject("/Message"), MessageFields.ALL);
    FieldJson.addShown(schemas.withObject("/FoundMessage"), MessageFields.ALL);
    FieldJson.addGiven(schemas.withObject("/NewMessage"), MessageFields.ALL, true);
    FieldJson.addGiven(
        schemas.withObject("/NewMessages/properties/messages/items"), MessageFields.ALL, true);
    FieldJson.addGiven(schemas.withObject("/MessageChange"), MessageFields.ALL, false);
    var past = schemas.withObject("/PastMessage/properties");
    past.set(MessageFields.BODY.name(), FieldJson.given(MessageFields.BODY));
    past.set(MessageFields.SENDER.name(), FieldJson.given(MessageFields.SENDER));
    past.set(MessageFields.CREATED_AT.name(), FieldJson.given(MessageFields.CREATED_AT));
    past.set(MessageFields.UPDATED_AT.name(), FieldJson.given(MessageFields.UPDATED_AT));
  }

  static Json.Writing of(List<Message> messages) {
    return json -> {
      json.writeStartArray();
      for (var message : messages) {
        of(message).to(json);
      }
      json.writeEndArray();
    };
  }

  /// Messages of many chats: each says which.
  static Json.Writing ofManyChats(List<Message> messages) {
    return json -> {
      json.writeStartArray();
      for (var message : messages) {
        json.writeStartObject();
        write(json, message);
        json.writeNumberField("chat", message.id().chat().number());
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }
}
