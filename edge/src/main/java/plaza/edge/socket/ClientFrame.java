package plaza.edge.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;

/// A frame from a client.
sealed interface ClientFrame {
  /// The longest name that a client may give a frame, in characters.
  int REF_LENGTH_MAX = 255;

  /// What the client calls it; missing when it has no name.
  JsonNode ref();

  record Ping(JsonNode ref) implements ClientFrame {}

  /// @param after where to begin; empty: now
  record Subscribe(JsonNode ref, long chat, Optional<String> after) implements ClientFrame {}

  record Unsubscribe(JsonNode ref, long chat) implements ClientFrame {}

  /// @param body the fields of the message, as JSON
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Send(JsonNode ref, long chat, byte[] body) implements ClientFrame {}

  /// What can't be understood.
  record Unreadable(JsonNode ref, Problem problem) implements ClientFrame {}

  static ClientFrame parse(String text) {
    JsonNode tree;
    try {
      tree = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (Problem.Refusal e) {
      return new Unreadable(MissingNode.getInstance(), e.problem());
    }
    return tree instanceof ObjectNode object ? parse(object) : notAnObject();
  }

  private static ClientFrame notAnObject() {
    return unreadable(MissingNode.getInstance(), "A frame is a JSON object with a type");
  }

  private static ClientFrame parse(ObjectNode frame) {
    var ref = frame.path("ref");
    if (!ref.isMissingNode()
        && !(ref.isTextual() && ref.textValue().length() <= REF_LENGTH_MAX)
        && !ref.isIntegralNumber()) {
      return unreadable(
          MissingNode.getInstance(),
          "ref is a whole number or a text of at most " + REF_LENGTH_MAX + " characters");
    }
    return switch (frame.path("type").asText("")) {
      case "ping" -> new Ping(ref);
      case "subscribe" -> withChat(frame, ref, chat -> subscribe(frame, ref, chat));
      case "unsubscribe" -> withChat(frame, ref, chat -> new Unsubscribe(ref, chat));
      case "send" -> withChat(frame, ref, chat -> send(frame, ref, chat));
      default -> unreadable(ref, "type is ping, subscribe, unsubscribe or send");
    };
  }

  private static ClientFrame withChat(
      ObjectNode frame, JsonNode ref, java.util.function.LongFunction<ClientFrame> then) {
    var chat = frame.path("chat");
    return chat.isIntegralNumber() && chat.canConvertToLong() && chat.longValue() > 0
        ? then.apply(chat.longValue())
        : unreadable(ref, "chat is the number of a chat");
  }

  private static ClientFrame subscribe(ObjectNode frame, JsonNode ref, long chat) {
    var after = frame.path("after");
    if (after.isMissingNode() || after.isNull()) {
      return new Subscribe(ref, chat, Optional.empty());
    }
    return after.isTextual() || after.isIntegralNumber()
        ? new Subscribe(ref, chat, Optional.of(after.asText()))
        : unreadable(ref, "after is a cursor, or 0 for the beginning");
  }

  private static ClientFrame send(ObjectNode frame, JsonNode ref, long chat) {
    frame.remove("type");
    frame.remove("ref");
    frame.remove("chat");
    return new Send(ref, chat, Json.bytes(frame));
  }

  private static ClientFrame unreadable(JsonNode ref, String detail) {
    return new Unreadable(ref, Problem.of(400, "Bad frame", detail));
  }
}
