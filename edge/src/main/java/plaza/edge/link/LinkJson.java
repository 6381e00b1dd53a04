package plaza.edge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import plaza.core.link.Link;
import plaza.core.link.Validity;
import plaza.edge.http.Json;

/// Links as JSON.
final class LinkJson {
  private LinkJson() {}

  static ObjectNode of(Link link, String shortUrl) {
    var terms = link.terms();
    var json = Json.object()
        .put("short_url", shortUrl)
        .put("code", link.code().text())
        .put("url", terms.target().url());
    Json.textOrNull(json, "title", terms.title());
    var tags = json.putArray("tags");
    terms.tags().forEach(tags::add);
    time(json, "valid_since", terms.validity().since());
    time(json, "valid_until", terms.validity().until());
    if (terms.validity().limited()) {
      json.put("max_visits", terms.validity().visitsMax());
    } else {
      json.putNull("max_visits");
    }
    return json.put("status", terms.redirection().status())
        .put("forward_query", terms.redirection().forwardsQuery())
        .put("crawlable", terms.crawlable())
        .put("created_at", Json.time(link.createdAt()))
        .put("updated_at", Json.time(link.updatedAt()));
  }

  private static void time(ObjectNode json, String field, Instant time) {
    Json.textOrNull(json, field, time.equals(Validity.NEVER) ? "" : Json.time(time));
  }
}
