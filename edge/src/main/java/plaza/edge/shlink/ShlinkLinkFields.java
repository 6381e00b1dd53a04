package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plaza.core.link.Code;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkField;
import plaza.core.link.LinkFields;
import plaza.core.link.Target;
import plaza.edge.http.FieldJson;
import plaza.edge.http.Fields;

/// The fields of a link that the contract has, under the names that it gives them.
public final class ShlinkLinkFields {
  /// @param name in the contract
  private record Named<T>(String name, LinkField<T> field) {
    Optional<LinkEdit> edit(Fields fields) {
      return fields.value(name, field.field()).map(field::to);
    }
  }

  private static final String CUSTOM_SLUG = "customSlug";
  private static final Named<String> LONG_URL = new Named<>("longUrl", LinkFields.URL);

  private static final List<Named<?>> BESIDE_TARGET = List.of(
      new Named<>("title", LinkFields.TITLE),
      new Named<>("tags", LinkFields.TAGS),
      new Named<>("validSince", LinkFields.VALID_SINCE),
      new Named<>("validUntil", LinkFields.VALID_UNTIL),
      new Named<>("maxVisits", LinkFields.MAX_VISITS),
      new Named<>("crawlable", LinkFields.CRAWLABLE),
      new Named<>("forwardQuery", LinkFields.FORWARD_QUERY));

  private ShlinkLinkFields() {}

  /// What the body says; what it does not say stays as it is.
  static List<LinkEdit> edits(Fields fields) {
    return Stream.concat(LONG_URL.edit(fields).stream(), editsBesideTarget(fields).stream())
        .toList();
  }

  /// As [#edits], but for where the link leads.
  static List<LinkEdit> editsBesideTarget(Fields fields) {
    // What Shlink 4 takes and does nothing with, too.
    fields.flag("validateUrl");
    return BESIDE_TARGET.stream().flatMap(named -> named.edit(fields).stream()).toList();
  }

  /// Where the link leads, which must be given.
  static Optional<Target> target(Fields fields) {
    return fields.required(LONG_URL.name(), LinkFields.URL.field()).map(Target::new);
  }

  /// The code that its owner has chosen; empty: the next one.
  static Optional<Code> code(Fields fields) {
    return fields.value(CUSTOM_SLUG, LinkFields.CODE).map(Code::new);
  }

  /// Adds the fields of a link to the schemas of the OpenAPI document.
  public static void describe(ObjectNode schemas) {
    for (var schema : List.of("NewShlinkShortUrl", "ShlinkShortUrlEdit")) {
      var properties = schemas.withObject("/" + schema + "/properties");
      properties.set(LONG_URL.name(), FieldJson.given(LinkFields.URL.field()));
      BESIDE_TARGET.forEach(
          named -> properties.set(named.name(), FieldJson.given(named.field().field())));
    }
    schemas
        .withObject("/NewShlinkShortUrl/properties")
        .set(CUSTOM_SLUG, FieldJson.given(LinkFields.CODE));
  }
}
