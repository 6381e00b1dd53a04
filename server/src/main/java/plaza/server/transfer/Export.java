package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes an application's chats and messages as JSON lines, from which [MessageImport] makes
/// the same numbers again: what was deleted is a line that only takes its number.
public final class Export {
  private static final String FIRST = "1970-01-01T00:00:00.000Z";

  private final Api api;
  private final String application;
  private final OutputStream out;
  private long messages;

  private Export(Api api, String application, OutputStream out) {
    this.api = api;
    this.application = application;
    this.out = out;
  }

  /// Exports the application and returns how many messages it has.
  public static long run(String url, String secret, String application, OutputStream out)
      throws IOException {
    var export = new Export(new Api(url, secret), "/api/v1/applications/" + application, out);
    export.chats();
    return export.messages;
  }

  private void chats() throws IOException {
    long expected = 1;
    var path = Optional.of(application + "/chats?limit=100");
    while (path.isPresent()) {
      var page = api.get(path.get()).expect(200);
      for (var chat : page.json()) {
        var number = chat.path("number").asLong();
        for (; expected < number; expected++) {
          write(Api.JSON
              .createObjectNode()
              .put("chat", expected)
              .put("type", "group")
              .put("deleted", true));
        }
        write(line(chat, number));
        messages(number);
        expected = number + 1;
      }
      path = page.next();
    }
  }

  private static ObjectNode line(JsonNode chat, long number) {
    var line = Api.JSON
        .createObjectNode()
        .put("chat", number)
        .put("type", chat.path("type").asText());
    line.set("name", chat.path("name"));
    return line;
  }

  private void messages(long chat) throws IOException {
    long expected = 1;
    var path = Optional.of(application + "/chats/" + chat + "/messages?limit=100");
    while (path.isPresent()) {
      var page = api.get(path.get()).expect(200);
      for (var message : page.json()) {
        var number = message.path("number").asLong();
        for (; expected < number; expected++) {
          write(Api.JSON
              .createObjectNode()
              .put("chat", chat)
              .put("deleted", true)
              .put("created_at", FIRST));
        }
        write(line(chat, message));
        messages++;
        expected = number + 1;
      }
      path = page.next();
    }
  }

  private static ObjectNode line(long chat, JsonNode message) {
    var line = Api.JSON.createObjectNode().put("chat", chat);
    line.set("number", message.path("number"));
    line.set("body", message.path("body"));
    if (message.hasNonNull("sender")) {
      line.set("sender", message.get("sender"));
    }
    line.set("created_at", message.path("created_at"));
    line.set("updated_at", message.path("updated_at"));
    return line;
  }

  private void write(ObjectNode line) throws IOException {
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
