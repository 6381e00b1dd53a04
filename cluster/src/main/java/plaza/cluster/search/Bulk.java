package plaza.cluster.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import plaza.cluster.search.OpenSearchRest.Call;

/// Bulk requests of documents to one version of the index.
final class Bulk {
  /// About the most bytes of one request; one message may have more.
  private static final int BYTES = 4 << 20;

  private static final int CONFLICT = 409;

  private final OpenSearchRest rest;
  private final IndexVersion generation;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;

  /// Lines of a request.
  interface Lines {
    void write(JsonGenerator json) throws IOException;
  }

  Bulk(OpenSearchRest rest, IndexVersion generation) {
    this.rest = rest;
    this.generation = generation;
    try {
      this.json = OpenSearchRest.JSON.createGenerator(bytes);
      json.setPrettyPrinter(null);
      json.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  boolean isFull() {
    return bytes.size() >= BYTES;
  }

  void add(Lines lines) {
    try {
      lines.write(json);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends what feeds a partition, its note first; says whether nobody else has written the note
  /// since this node did.
  boolean feed(int partition) {
    var items = send();
    for (var item : items) {
      // A newer state of a message that is there already is no failure.
      requireTaken(item, item.has("index") || item.has("delete"));
    }
    return follows(
        partition, items.path(0).path("update"), generation.note(partition).position());
  }

  /// Sends notes alone; says whether each was still the one that this node knows.
  boolean note(Map<Integer, Long> positions) {
    var items = send();
    var ours = true;
    var next = 0;
    for (var position : positions.entrySet()) {
      var item = items.path(next++);
      ours &= requireTaken(item, true)
          && follows(position.getKey(), item.elements().next(), position.getValue());
    }
    return ours;
  }

  private boolean follows(int partition, JsonNode written, long position) {
    var note = new Checkpoint(
        position,
        written.path("_version").asLong(),
        written.path("_seq_no").asLong(),
        written.path("_primary_term").asLong());
    var follows = note.follows(generation.note(partition));
    if (follows) {
      generation.noted(partition, note);
    }
    return follows;
  }

  private JsonNode send() {
    var path = "/" + generation.alias() + "/_bulk?require_alias=true&filter_path="
        + "items.*.error.type,items.*.status,items.*._version,items.*._seq_no,items.*._primary_term";
    var call = new Call("POST", path, bytes.toByteArray(), Call.ANSWER_MAX.multipliedBy(3));
    bytes.reset();
    return rest.get("feeding", call).path("items");
  }

  /// Whether a document was taken in.
  ///
  /// @param newer whether it may be that there is a newer one
  private static boolean requireTaken(JsonNode item, boolean newer) {
    var result = item.elements().next();
    var status = result.path("status").asInt();
    if (!result.has("error")) {
      return true;
    }
    if (newer && status == CONFLICT) {
      return false;
    }
    throw OpenSearchRest.failed("feeding", new OpenSearchRest.Answer(status, result));
  }
}
