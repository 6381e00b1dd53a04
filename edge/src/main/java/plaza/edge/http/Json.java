package plaza.edge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// JSON as this interface speaks it: strict UTF-8, no duplicate names, no half surrogates.
public final class Json {
  private static final int DEPTH_MAX = 20;
  private static final int NUMBER_LENGTH_MAX = 100;
  private static final int NAME_LENGTH_MAX = 1_000;

  /// Values, names and brackets of a body: ten times what a bulk of a thousand links needs. A tree
  /// of many small values takes several times the memory of its bytes.
  private static final int TOKENS_MAX = 500_000;

  /// How long an answer is mostly.
  private static final int BYTES_MOSTLY = 512;

  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          // Each request has a thread of its own: buffers kept by thread are never used again.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          // The parsers of all requests would share one table of the names that they have seen.
          // Names that collide in it are refused, in the requests of others too.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder()
              .maxNestingDepth(DEPTH_MAX)
              .maxNumberLength(NUMBER_LENGTH_MAX)
              .maxNameLength(NAME_LENGTH_MAX)
              .maxTokenCount(TOKENS_MAX)
              .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String TIME_FORM = "0000-00-00T00:00:00.000Z";
  private static final int FOUR_DIGITS_MAX = 9_999;

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /// What writes JSON piece by piece: a tree of a long list costs more than its bytes.
  @FunctionalInterface
  public interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  public static byte[] bytes(Writing writing) {
    var bytes = new ByteArrayOutputStream(BYTES_MOSTLY);
    try (var json = MAPPER.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }

  /// The object that `writing` writes, to be put into others.
  public static ObjectNode object(Writing writing) {
    try (var buffer = new TokenBuffer(MAPPER, false)) {
      writing.to(buffer);
      return MAPPER.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written to", e);
    }
  }

  public static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /// The JSON of an answer that is whole.
  public static JsonNode of(Answer answer) {
    if (!(answer.body() instanceof Answer.Body.Whole(var bytes))) {
      throw new IllegalArgumentException("the answer goes on");
    }
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
  }

  /// A text, or null when it is empty.
  public static void textOrNull(ObjectNode json, String field, String text) {
    if (text.isEmpty()) {
      json.putNull(field);
    } else {
      json.put(field, text);
    }
  }

  /// RFC 3339 in UTC, with milliseconds.
  public static String time(Instant time) {
    var at = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    if (at.getYear() < 0 || at.getYear() > FOUR_DIGITS_MAX) {
      return TIME.format(time);
    }
    // By hand: a page of history has a hundred times, and a formatter is ten times as slow.
    var text = TIME_FORM.toCharArray();
    digits(text, 3, at.getYear());
    digits(text, 6, at.getMonthValue());
    digits(text, 9, at.getDayOfMonth());
    digits(text, 12, at.getHour());
    digits(text, 15, at.getMinute());
    digits(text, 18, at.getSecond());
    digits(text, 22, at.getNano() / 1_000_000);
    return new String(text);
  }

  /// Writes a number over the zeros that end at `last`.
  private static void digits(char[] text, int last, int number) {
    for (int at = last, left = number; left > 0; at--, left /= 10) {
      text[at] = (char) ('0' + left % 10);
    }
  }

  /// The tree in `bytes`; a 400 says what is wrong with them.
  public static JsonNode parse(byte[] bytes) {
    var text = utf8(bytes, "The body");
    // RFC 8259, 8.1: a byte order mark may be passed over.
    var tree = tree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    requireWholeCharacters(tree);
    return tree;
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw Problem.of(400, "Bad JSON", detail(e)).refuse();
    } catch (RuntimeException e) {
      // What a parser does not understand is never the server's fault.
      throw Problem.of(400, "Bad JSON", "The body is not JSON").refuse();
    }
  }

  /// What is wrong and where, without a word of what is private.
  private static String detail(JsonProcessingException e) {
    var location = e.getLocation();
    return what(e)
        + (location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr());
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "The body nests deeper than " + DEPTH_MAX + " levels, or has a number of more than "
          + NUMBER_LENGTH_MAX + " digits, a name of more than " + NAME_LENGTH_MAX
          + " characters, or more than " + TOKENS_MAX + " values, names and brackets";
    }
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
        ? "The body has a name twice in one object"
        : "The body is not JSON";
  }

  /// @param what the bytes are, for the problem
  static String utf8(byte[] bytes, String what) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    // What is not UTF-8 has become this character; it may as well have been sent.
    return text.indexOf('\uFFFD') < 0 ? text : strictUtf8(bytes, what);
  }

  private static String strictUtf8(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(400, what + " is not UTF-8").refuse();
    }
  }

  private static void requireWholeCharacters(JsonNode tree) {
    if (tree.isTextual()) {
      requireWholeCharacters(tree.textValue());
    }
    tree.fieldNames().forEachRemaining(Json::requireWholeCharacters);
    tree.forEach(Json::requireWholeCharacters);
  }

  private static void requireWholeCharacters(String text) {
    if (hasHalf(text)) {
      throw Problem.of(400, "A text has half of a surrogate pair").refuse();
    }
  }

  private static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
