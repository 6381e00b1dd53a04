package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/// The next messages of one chat. Its boundaries depend on the file alone, and so does its key:
/// a repeated import sends the same batches under the same keys.
final class Batch {
  /// Messages in a full batch; only a chat's last batch has fewer.
  static final int SIZE = 1_000;

  private final String chat;
  private final long ordinal;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;
  private int count;

  /// @param ordinal of its first message in the chat, from 0
  Batch(String chat, long ordinal) {
    this.chat = chat;
    this.ordinal = ordinal;
    try {
      this.json = Api.JSON.getFactory().createGenerator(bytes);
      json.writeStartObject();
      json.writeArrayFieldStart("messages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a message and says whether the batch is full.
  boolean add(PastMessage message) {
    try {
      json.writeStartObject();
      if (message.deleted()) {
        json.writeBooleanField("deleted", true);
      } else {
        json.writeStringField("body", message.body());
        if (!message.sender().isEmpty()) {
          json.writeStringField("sender", message.sender());
        }
        if (!message.updatedAt().isEmpty()) {
          json.writeStringField("updated_at", message.updatedAt());
        }
      }
      json.writeStringField("created_at", message.createdAt());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ++count == SIZE;
  }

  String chat() {
    return chat;
  }

  long ordinal() {
    return ordinal;
  }

  int count() {
    return count;
  }

  byte[] body() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The same batch without its first messages.
  Batch without(int first) {
    var rest = new Batch(chat, ordinal + first);
    var messages = items();
    try {
      for (int i = first; i < count; i++) {
        rest.json.writeTree(messages.get(i));
        rest.count++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rest;
  }

  /// Whether these messages of the server are the batch's first, edited or not.
  boolean startsWith(JsonNode there) {
    if (there.isEmpty() || there.size() >= count) {
      return false;
    }
    var first = there.get(0).path("number").asLong();
    var messages = items();
    for (int i = 0; i < there.size(); i++) {
      var message = there.get(i);
      if (message.path("number").asLong() != first + i || !same(message, messages.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode message, JsonNode item) {
    return message.path("sender").asText("").equals(item.path("sender").asText(""))
        && OffsetDateTime.parse(message.path("created_at").asText())
            .toInstant()
            .equals(OffsetDateTime.parse(item.path("created_at").asText())
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS));
  }

  private JsonNode items() {
    try {
      return Api.JSON.readTree(body()).path("messages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param name of the import
  String key(String name) {
    return ImportKey.of(name, chat, ordinal);
  }
}
