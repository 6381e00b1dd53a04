package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import plaza.core.event.Digest;

/// The next messages of one chat. Its boundaries depend on the file alone, and so does its key:
/// whoever runs the import again sends the same batches under the same keys.
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

  /// @param name of the import
  String key(String name) {
    var text = name + "\n" + chat + "\n" + ordinal;
    var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    return "import-" + HexFormat.of().formatHex(digest, 0, 16);
  }
}
