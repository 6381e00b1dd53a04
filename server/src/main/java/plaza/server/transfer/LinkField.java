package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A field of a link that a column may say, under the names that it has here and elsewhere.
enum LinkField {
  URL("url", Kind.TEXT),
  CODE("code", Kind.TEXT),
  TITLE("title", Kind.TEXT),
  TAGS("tags", Kind.LIST),
  VALID_SINCE("valid_since", Kind.TEXT),
  VALID_UNTIL("valid_until", Kind.TEXT),
  MAX_VISITS("max_visits", Kind.NUMBER),
  STATUS("status", Kind.NUMBER),
  FORWARD_QUERY("forward_query", Kind.FLAG),
  CRAWLABLE("crawlable", Kind.FLAG);

  private enum Kind {
    TEXT,
    LIST,
    NUMBER,
    FLAG
  }

  private static final Map<String, LinkField> NAMES_ELSEWHERE =
      Map.of("longurl", URL, "shortcode", CODE, "customslug", CODE, "slug", CODE, "keyword", CODE);

  /// Its name in a call.
  final String json;

  private final Kind kind;

  LinkField(String json, Kind kind) {
    this.json = json;
    this.kind = kind;
  }

  /// The field that a column of this name says.
  static Optional<LinkField> of(String column) {
    var name = plain(column);
    return Arrays.stream(values())
        .filter(field -> plain(field.json).equals(name))
        .findFirst()
        .or(() -> Optional.ofNullable(NAMES_ELSEWHERE.get(name)));
  }

  /// `Valid since`, `valid_since` and `validSince` are one name.
  private static String plain(String name) {
    return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
  }

  /// What a cell says, as a call has it. One that says no number, and none of true and false, stays
  /// a text: the server refuses it in its own words.
  JsonNode value(String cell) {
    return switch (kind) {
      case TEXT -> TextNode.valueOf(cell);
      case LIST -> list(cell);
      case NUMBER ->
        cell.matches("-?\\d{1,18}")
            ? LongNode.valueOf(Long.parseLong(cell))
            : TextNode.valueOf(cell);
      case FLAG ->
        cell.matches("(?i)true|false")
            ? BooleanNode.valueOf(Boolean.parseBoolean(cell))
            : TextNode.valueOf(cell);
    };
  }

  /// Shlink's clients write `a|b`, people `a, b`.
  private static JsonNode list(String cell) {
    var list = Api.JSON.createArrayNode();
    for (var item : cell.split(cell.contains("|") ? "\\|" : ",", -1)) {
      if (!item.isBlank()) {
        list.add(item.strip());
      }
    }
    return list;
  }
}
