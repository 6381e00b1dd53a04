package plaza.edge.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.edge.http.Json;

/// Chats and messages as JSON.
public final class ChatJson {
  private ChatJson() {}

  static ObjectNode of(ChatStore.View view) {
    var chat = view.chat();
    var json = Json.object().put("number", chat.id().number());
    Json.textOrNull(json, "name", chat.name().text());
    return json.put("type", chat.type().word())
        .put("messages_count", view.tail().liveCount())
        .put("created_at", Json.time(chat.createdAt()))
        .put("updated_at", Json.time(chat.updatedAt()));
  }

  public static Json.Writing of(Message message) {
    return json -> {
      json.writeStartObject();
      write(json, message);
      json.writeEndObject();
    };
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeNumberField("number", message.id().number());
    json.writeStringField("body", message.body());
    var sender = message.sender().text();
    if (sender.isEmpty()) {
      json.writeNullField("sender");
    } else {
      json.writeStringField("sender", sender);
    }
    json.writeStringField("created_at", Json.time(message.createdAt()));
    json.writeStringField("updated_at", Json.time(message.updatedAt()));
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
