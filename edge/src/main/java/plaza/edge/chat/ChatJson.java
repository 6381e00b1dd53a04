package plaza.edge.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  public static ObjectNode of(Message message) {
    var json = Json.object().put("number", message.id().number()).put("body", message.body());
    Json.textOrNull(json, "sender", message.sender().text());
    return json.put("created_at", Json.time(message.createdAt()))
        .put("updated_at", Json.time(message.updatedAt()));
  }

  static ArrayNode of(List<Message> messages) {
    var json = Json.array();
    messages.forEach(message -> json.add(of(message)));
    return json;
  }

  /// Messages of many chats: each says which.
  static ArrayNode ofManyChats(List<Message> messages) {
    var json = Json.array();
    messages.forEach(
        message -> json.add(of(message).put("chat", message.id().chat().number())));
    return json;
  }
}
