package plaza.edge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import plaza.core.visit.Dimension;
import plaza.core.visit.Statistics;
import plaza.core.visit.VisitStats;
import plaza.edge.http.Json;

/// Counts of visits as JSON. What is counted by a part adds up to `clicks`; bots are apart.
final class StatsJson {
  private StatsJson() {}

  static ObjectNode of(Statistics statistics) {
    var total = statistics.total();
    var json = Json.object()
        .put("clicks", total.visits())
        .put("unique_visitors", total.headcount().visitors())
        .put("bots", total.bots());
    var byDay = json.putArray("by_day");
    statistics
        .byDay()
        .forEach((day, heads) -> byDay
            .addObject()
            .put("day", day.toString())
            .put("clicks", heads.counts().visits())
            .put("unique_visitors", heads.visitors())
            .put("bots", heads.counts().bots()));
    for (var part : Dimension.values()) {
      var counts = json.putObject("by_" + part.name().toLowerCase(Locale.ROOT));
      total.by(part).entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()))
          .forEach(entry -> counts.put(name(entry.getKey()), entry.getValue()));
    }
    return json;
  }

  private static String name(String value) {
    return switch (value) {
      case "" -> "unknown";
      case VisitStats.OTHERS -> "others";
      default -> value;
    };
  }
}
