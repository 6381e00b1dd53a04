package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import plaza.core.link.LinkPage.Counted;
import plaza.core.link.Validity;
import plaza.edge.http.Json;

/// JSON that several routes of the contract share.
final class ShlinkJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private ShlinkJson() {}

  /// To the second, as RFC 3339 has it.
  static String time(Instant at) {
    return TIME.format(at);
  }

  /// @param blocked why the operator lets the link lead nowhere; empty: he does not
  static ObjectNode link(Counted counted, String shortUrl, Optional<String> blocked) {
    var link = counted.link();
    var terms = link.terms();
    var json = Json.object()
        .put("shortCode", link.code().text())
        .put("shortUrl", shortUrl)
        .put("longUrl", terms.target().url())
        .put("dateCreated", time(link.createdAt()));
    visits(json, "visitsSummary", counted.visits(), counted.bots());
    var tags = json.putArray("tags");
    terms.tags().forEach(tags::add);
    var meta = json.putObject("meta");
    Json.textOrNull(meta, "validSince", timeOrNothing(terms.validity().since()));
    Json.textOrNull(meta, "validUntil", timeOrNothing(terms.validity().until()));
    if (terms.validity().limited()) {
      meta.put("maxVisits", terms.validity().visitsMax());
    } else {
      meta.putNull("maxVisits");
    }
    json.putNull("domain");
    Json.textOrNull(json, "title", terms.title());
    blocked.ifPresent(reason -> json.put("blocked", reason));
    return json.put("crawlable", terms.crawlable())
        .put("forwardQuery", terms.redirection().forwardsQuery())
        .put("hasRedirectRules", !terms.redirection().rules().isEmpty());
  }

  private static String timeOrNothing(Instant at) {
    return at.equals(Validity.NEVER) ? "" : time(at);
  }

  static void visits(ObjectNode json, String field, long visits, long bots) {
    json.putObject(field).put("total", visits + bots).put("nonBots", visits).put("bots", bots);
  }
}
