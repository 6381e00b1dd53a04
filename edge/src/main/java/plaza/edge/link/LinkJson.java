package plaza.edge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import plaza.core.link.Link;
import plaza.core.link.LinkField;
import plaza.core.link.LinkFields;
import plaza.core.link.LinkTerms;
import plaza.edge.http.FieldJson;
import plaza.edge.http.Json;

/// Links as JSON.
public final class LinkJson {
  private LinkJson() {}

  static ObjectNode of(Link link, String shortUrl) {
    var json = Json.object();
    FieldJson.put(json, LinkFields.SHORT_URL, shortUrl);
    FieldJson.put(json, LinkFields.CODE, link.code().text());
    LinkFields.TERMS.forEach(field -> put(json, field, link.terms()));
    FieldJson.put(json, LinkFields.CREATED_AT, link.createdAt());
    FieldJson.put(json, LinkFields.UPDATED_AT, link.updatedAt());
    return json;
  }

  private static <T> void put(ObjectNode json, LinkField<T> field, LinkTerms terms) {
    FieldJson.put(json, field.field(), field.of(terms));
  }

  /// Adds the fields of a link to the schemas of the OpenAPI document.
  public static void describe(ObjectNode schemas) {
    FieldJson.addShown(schemas.withObject("/Link"), LinkFields.ALL);
    FieldJson.addGiven(schemas.withObject("/NewLink"), LinkFields.ALL, true);
  }
}
