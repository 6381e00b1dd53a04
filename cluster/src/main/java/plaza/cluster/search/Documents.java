package plaza.cluster.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.SearchIndex;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;

/// Maps messages to documents. A document's version is the message's position, so that nobody
/// who is late can put an older state over a newer one.
final class Documents {
  private static final String APPLICATION = "application";
  private static final String CHAT = "chat";

  /// When the message was posted, in ms since 1970.
  private static final String AT = "at";

  private static final String CHAT_NUMBER = "chat_number";
  private static final String NUMBER = "number";
  private static final String GRAMS = "grams";

  /// Of the documents that say how far the index was fed.
  private static final String POSITION = "position";

  /// Of the index: the store's life that it is fed from, and how its documents are made.
  private static final String EPOCH = "epoch";
  private static final String FORMAT = "format";

  /// Of the index: what tells it from one that gets its name when it is gone.
  private static final String BIRTH = "birth";

  /// Rises with each change after which messages have to be fed again.
  private static final int FORMAT_NOW = 4;

  /// Of the index: the version of the folding that made its text.
  private static final String FOLDING = "folding";

  /// Positions from which another node has indexed since, as names.
  private static final String FED_FROM = "fed_from";

  /// How often a note is rewritten when others write it at the same moment.
  private static final int RETRIES_MAX = 10;

  private Documents() {}

  /// What an index is made with.
  static ObjectNode index(IndexVersion generation, OpenSearchIndex.Shape shape) {
    var index = OpenSearchRest.JSON.createObjectNode();
    index
        .putObject("settings")
        .put("number_of_shards", shape.shards())
        .put("number_of_replicas", shape.replicas())
        // Anyone who feeds says when.
        .put("refresh_interval", "-1");
    var mappings = index.putObject("mappings");
    mappings.put("dynamic", "strict");
    mappings
        .putObject("_meta")
        .put(EPOCH, generation.epoch())
        .put(BIRTH, generation.birth())
        .put(FORMAT, FORMAT_NOW)
        .put(FOLDING, Folding.VERSION);
    mappings.putObject("_source").putArray("excludes").add(GRAMS);
    var properties = mappings.putObject("properties");
    for (var term : new String[] {APPLICATION, CHAT}) {
      properties.putObject(term).put("type", "keyword").put("doc_values", false);
    }
    properties
        .putObject(GRAMS)
        .put("type", "text")
        .put("analyzer", "whitespace")
        .put("index_options", "docs")
        .put("norms", false);
    for (var number : new String[] {AT, CHAT_NUMBER, NUMBER}) {
      properties.putObject(number).put("type", "long");
    }
    properties.putObject(POSITION).put("type", "long").put("index", false).put("doc_values", false);
    properties.putObject(FED_FROM).put("type", "object").put("enabled", false);
    return index;
  }

  /// An index by its mapping: of no life of the store, if its documents are made as they were once.
  static IndexVersion generation(String name, JsonNode mappings) {
    var meta = mappings.path("_meta");
    var isCurrent =
        meta.path(FORMAT).asInt() == FORMAT_NOW && meta.path(FOLDING).asInt() == Folding.VERSION;
    return isCurrent
        ? new IndexVersion(name, meta.path(BIRTH).asText(), meta.path(EPOCH).asText())
        : new IndexVersion(name, "", "");
  }

  /// The lines of a bulk request that bring a message's document to its latest state.
  static void write(JsonGenerator json, Message message) throws IOException {
    var id = message.id();
    var action = message.deleted() ? "delete" : "index";
    action(json, action, id(id), message.position());
    if (message.deleted()) {
      return;
    }
    json.writeStartObject();
    json.writeStringField(APPLICATION, name(id.chat().application()));
    json.writeStringField(CHAT, name(id.chat()));
    json.writeNumberField(AT, message.createdAt().toEpochMilli());
    json.writeNumberField(CHAT_NUMBER, id.chat().number());
    json.writeNumberField(NUMBER, id.number());
    json.writeStringField(GRAMS, Grams.of(Folding.fold(message.body())));
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /// The lines with which anyone who feeds a partition begins. Each feeder's are added to the
  /// others', and count until the note is rewritten: what comes late is then fed again.
  static void feed(JsonGenerator json, int partition, long from) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("update");
    json.writeStringField("_id", noteId(partition));
    json.writeNumberField("retry_on_conflict", RETRIES_MAX);
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeObjectFieldStart("doc");
    json.writeObjectFieldStart(FED_FROM);
    json.writeBooleanField(Long.toString(from), true);
    json.writeEndObject();
    json.writeEndObject();
    json.writeBooleanField("doc_as_upsert", true);
    json.writeBooleanField("detect_noop", false);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /// The lines that note how far a partition was fed, if its note is still the one that is `known`.
  static void note(JsonGenerator json, int partition, long position, Checkpoint known)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(known.version() == 0 ? "create" : "index");
    json.writeStringField("_id", noteId(partition));
    if (known.version() != 0) {
      json.writeNumberField("if_seq_no", known.sequence());
      json.writeNumberField("if_primary_term", known.term());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeNumberField(POSITION, position);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void action(JsonGenerator json, String action, String id, long version)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(action);
    json.writeStringField("_id", id);
    json.writeNumberField("version", version);
    json.writeStringField("version_type", "external_gte");
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  static String noteId(int partition) {
    return "partition-" + partition;
  }

  /// The note that is in a document: the partition is fed up to where it says, or to where the
  /// first of those began who have fed it since.
  static Checkpoint note(JsonNode document) {
    var position = document.path("_source").path(POSITION).asLong(Long.MAX_VALUE);
    for (var from : document.path("_source").path(FED_FROM).properties()) {
      position = Math.min(position, Long.parseLong(from.getKey()));
    }
    return new Checkpoint(
        position,
        document.path("_version").asLong(),
        document.path("_seq_no").asLong(),
        document.path("_primary_term").asLong());
  }

  private static String id(MessageId id) {
    return name(id.chat()) + "." + id.number();
  }

  private static String name(ApplicationId application) {
    return Long.toString(application.value());
  }

  private static String name(ChatId chat) {
    return name(chat.application()) + "." + chat.number();
  }

  static ObjectNode of(ChatId chat) {
    return term(CHAT, name(chat));
  }

  /// What is of any of these chats.
  static ObjectNode of(List<ChatId> chats) {
    var terms = OpenSearchRest.JSON.createObjectNode();
    var names = terms.putObject("terms").putArray(CHAT);
    chats.forEach(chat -> names.add(name(chat)));
    return terms;
  }

  static ObjectNode of(ApplicationId application) {
    return term(APPLICATION, name(application));
  }

  private static ObjectNode term(String field, String value) {
    var term = OpenSearchRest.JSON.createObjectNode();
    term.putObject("term").put(field, value);
    return term;
  }

  /// A search for the documents that fit every clause of a filter, to be ordered yet.
  ///
  /// @param where they are
  static ObjectNode search(ObjectNode where, int limit) {
    var search = OpenSearchRest.JSON.createObjectNode();
    search.put("size", limit).put("_source", false).put("track_total_hits", false);
    search.put("timeout", Indices.SEARCH_TIME.toSeconds() + "s");
    search.putObject("query").putObject("bool").putArray("filter").add(where);
    return search;
  }

  static ArrayNode filter(ObjectNode search) {
    return search.withArray("/query/bool/filter");
  }

  static void matching(ObjectNode search, plaza.core.text.Query query) {
    Grams.filter(filter(search), GRAMS, query);
  }

  /// Orders by number, those below `before`.
  static void byNumber(ObjectNode search, long before) {
    filter(search).addObject().putObject("range").putObject(NUMBER).put("lt", before);
    order(search, NUMBER, AT);
  }

  /// Orders by time, chat and number, those behind `after`.
  static void byTime(ObjectNode search, SearchIndex.Cursor after) {
    order(search, AT, CHAT_NUMBER, NUMBER);
    search
        .putArray("search_after")
        .add(after.createdAt().toEpochMilli())
        .add(after.chat())
        .add(after.number());
  }

  private static void order(ObjectNode search, String... fields) {
    var sort = search.putArray("sort");
    for (var field : fields) {
      sort.addObject().put(field, "desc");
    }
  }

  /// The hit that was ordered [#byNumber].
  static SearchIndex.Hit byNumber(ChatId chat, JsonNode values) {
    return new SearchIndex.Hit(
        new MessageId(chat, values.get(0).asLong()),
        Instant.ofEpochMilli(values.get(1).asLong()));
  }

  /// The hit that was ordered [#byTime].
  static SearchIndex.Hit byTime(ApplicationId application, JsonNode values) {
    var chat = new ChatId(application, values.get(1).asLong());
    return new SearchIndex.Hit(
        new MessageId(chat, values.get(2).asLong()),
        Instant.ofEpochMilli(values.get(0).asLong()));
  }
}
