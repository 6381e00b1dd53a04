package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;
import plaza.core.link.LinkFields;

/// A field of a link that a column may say, under the names that it has here and elsewhere.
record LinkColumn(Field<?> field) {
  static final LinkColumn URL = new LinkColumn(LinkFields.URL.field());
  static final LinkColumn CODE = new LinkColumn(LinkFields.CODE);

  /// All fields. Keys of links are made of what they say in this order.
  static final List<LinkColumn> ALL = Stream.concat(
          Stream.of(URL),
          LinkFields.ALL.stream()
              .filter(field -> !field.is(Trait.READ_ONLY))
              .map(LinkColumn::new)
              .filter(field -> !field.equals(URL)))
      .toList();

  /// Names that other shorteners have for the two fields that all of them have.
  private static final Set<String> URLS =
      Set.of("longurl", "originalurl", "destination", "destinationurl", "target");

  private static final Set<String> CODES = Set.of(
      "shortcode", "customslug", "slug", "slashtag", "backhalf", "alias", "address", "keyword");

  /// Columns of whole short URLs, which say the code where no other column does.
  private static final Set<String> SHORT_URLS = Set.of("shorturl", "shortlink", "link");

  private static final Pattern LIKE_A_CODE =
      Pattern.compile("short|slug|alias|keyword|hash|backhalf|vanity|suffix|^code|code$|^path$");

  private static final Pattern OTHER_CODE = Pattern.compile("qr|status|country|post|zip|lang");

  /// Its name in a call.
  String name() {
    return field.name();
  }

  /// The field that a column of this name says.
  static Optional<LinkColumn> of(String column) {
    var name = plain(column);
    if (URLS.contains(name)) {
      return Optional.of(URL);
    }
    return CODES.contains(name)
        ? Optional.of(CODE)
        : ALL.stream().filter(field -> plain(field.name()).equals(name)).findFirst();
  }

  /// Whether a column of this name has whole short URLs.
  static boolean isShortUrl(String column) {
    return SHORT_URLS.contains(plain(column));
  }

  /// Whether a column of this name, which says no field, is likely to have the codes of links.
  static boolean looksLikeCode(String column) {
    var name = plain(column);
    return LIKE_A_CODE.matcher(name).find() && !OTHER_CODE.matcher(name).find();
  }

  /// `Valid since`, `valid_since` and `validSince` are one name.
  private static String plain(String name) {
    return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
  }

  /// What a cell says, as a call has it. One that says no number, and none of true and false, stays
  /// a text: the server refuses it in its own words.
  JsonNode value(String cell) {
    return switch (field.type()) {
      case FieldType.Text _, FieldType.Word _, FieldType.Time _ -> TextNode.valueOf(cell);
      case FieldType.TextList _ -> list(cell);
      case FieldType.WholeNumber _, FieldType.OneOf _ ->
        cell.matches("-?\\d{1,18}")
            ? LongNode.valueOf(Long.parseLong(cell))
            : TextNode.valueOf(cell);
      case FieldType.Flag _ ->
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
