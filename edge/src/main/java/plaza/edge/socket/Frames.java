package plaza.edge.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.LiveChat;
import plaza.edge.http.Answer;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.TextSocket;
import plaza.edge.live.Cursors;
import plaza.edge.live.LiveJson;

/// The frames that the server sends.
final class Frames {
  private final Cursors cursors;

  Frames(Cursors cursors) {
    this.cursors = cursors;
  }

  private static ObjectNode frame(String type) {
    return Json.object().put("type", type);
  }

  /// @param ref what the client called its message; missing: it gave it no name
  private static ObjectNode reply(String type, JsonNode ref) {
    var frame = frame(type);
    if (!ref.isMissingNode()) {
      frame.set("ref", ref);
    }
    return frame;
  }

  byte[] pong(JsonNode ref) {
    return text(reply("pong", ref));
  }

  byte[] subscribed(JsonNode ref, ChatId chat, ChatCursor cursor) {
    return text(
        reply("subscribed", ref).put("chat", chat.number()).put("cursor", cursors.text(cursor)));
  }

  byte[] unsubscribed(JsonNode ref, ChatId chat) {
    return text(reply("unsubscribed", ref).put("chat", chat.number()));
  }

  byte[] event(LiveChat.Change change) {
    var message = change.message();
    var frame = frame("event")
        .put("event", LiveJson.event(message))
        .put("chat", message.id().chat().number())
        .put("cursor", cursors.text(change.cursor()));
    frame.set("message", LiveJson.message(message));
    return text(frame);
  }

  byte[] lagging(ChatId chat, ChatCursor cursor) {
    return text(frame("lagging").put("chat", chat.number()).put("cursor", cursors.text(cursor)));
  }

  /// What became of a message that was sent: acknowledged, or a problem.
  byte[] answered(JsonNode ref, Answer answer) {
    if (answer.status() >= 400) {
      return error(ref, Json.of(answer));
    }
    var frame = reply("ack", ref).put("status", answer.status());
    frame.set("message", Json.of(answer));
    return text(frame);
  }

  byte[] error(JsonNode ref, Problem problem) {
    return error(ref, Json.of(problem.answer()));
  }

  private static byte[] error(JsonNode ref, JsonNode problem) {
    var frame = reply("error", ref);
    // The problem's own type is about:blank; here the word says what kind of frame this is.
    problem.properties().forEach(member -> {
      if (!member.getKey().equals("type")) {
        frame.set(member.getKey(), member.getValue());
      }
    });
    return text(frame);
  }

  /// A subscription has ended.
  byte[] ended(ChatId chat, Problem problem) {
    var frame = frame("error").put("chat", chat.number());
    Json.of(problem.answer()).properties().forEach(member -> {
      if (!member.getKey().equals("type")) {
        frame.set(member.getKey(), member.getValue());
      }
    });
    return text(frame);
  }

  private static byte[] text(ObjectNode frame) {
    return TextSocket.frame(Json.bytes(frame));
  }
}
