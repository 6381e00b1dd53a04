package plaza.edge.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import plaza.core.chat.Message;
import plaza.edge.chat.ChatJson;
import plaza.edge.http.Json;

/// Changes as JSON.
public final class LiveJson {
  private LiveJson() {}

  /// What has happened to a message, as its state tells.
  public static String event(Message message) {
    return switch (message.state()) {
      case POSTED -> "created";
      case EDITED -> "edited";
      case DELETED -> "deleted";
    };
  }

  /// The message; of one that was deleted, its number alone.
  public static ObjectNode message(Message message) {
    return message.deleted()
        ? Json.object().put("number", message.id().number())
        : Json.object(ChatJson.of(message));
  }
}
