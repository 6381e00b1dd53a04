package plaza.core.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import plaza.core.link.Condition;
import plaza.core.link.LinkOptions;
import plaza.core.link.LinkRowFormats;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.tenant.Settings;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;

/// Values of every kind that is stored as bytes in a row, by the name of the golden line.
final class RowSamples {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

  private RowSamples() {}

  static Map<String, Settings> settings() {
    var all = Settings.DEFAULT
        .with(Settings.MAX_MESSAGE_LENGTH, 20_000)
        .with(Settings.CORS_ORIGINS, List.of("https://a.example", "*"))
        .with(Settings.FORBIDDEN_WORDS, List.of("spam", "Käse"))
        .with(Settings.RATE_PER_SECOND, 1_000_000)
        .with(Settings.LINK_CODES, Settings.LinkCodes.PLAIN)
        .with(Settings.LINK_SCHEMES, List.of("https", "tel"));
    var least = Settings.DEFAULT
        .with(Settings.MAX_MESSAGE_LENGTH, 1)
        .with(Settings.RATE_PER_SECOND, 1)
        .with(Settings.LINK_SCHEMES, List.of("a"));
    return Map.of("default", Settings.DEFAULT, "all", all, "least", least);
  }

  static Map<String, List<String>> tags() {
    return Map.of(
        "none", List.of(),
        "two", List.of("b", "ä ☺"),
        "fifty", IntStream.range(0, 50).mapToObj(i -> "tag" + i).toList());
  }

  static Map<String, LinkRowFormats.RulesAndOptions> rules() {
    var all = new Rule(
        new Target("https://example.com/ä"),
        List.of(
            new Condition(Condition.Kind.DEVICE, "", "ios"),
            new Condition(Condition.Kind.LANGUAGE, "", "en-GB"),
            new Condition(Condition.Kind.QUERY, "q", "ä"),
            new Condition(Condition.Kind.QUERY_ANY_VALUE, "q", ""),
            new Condition(Condition.Kind.QUERY_NO_VALUE, "q", ""),
            new Condition(Condition.Kind.BEFORE, "", "2026-01-31T12:00:00Z"),
            new Condition(Condition.Kind.AFTER, "", "2026-01-31T12:00:00Z"),
            new Condition(Condition.Kind.BROWSER, "", "safari")));
    var one =
        new Rule(new Target("tel:1"), List.of(new Condition(Condition.Kind.DEVICE, "", "android")));
    return Map.of("none", rules(List.of()), "two", rules(List.of(all, one)));
  }

  private static LinkRowFormats.RulesAndOptions rules(List<Rule> rules) {
    return new LinkRowFormats.RulesAndOptions(rules, LinkOptions.INITIAL);
  }

  static Map<String, List<VisitRecord>> sightings() {
    return Map.of("one", List.of(bot()), "four", List.of(person(0), bot(), person(1), person(2)));
  }

  /// Few visitors are kept one by one, many in a sketch.
  static Map<String, VisitStats> tallies() {
    return Map.of("few", tally(3), "sixty-four", tally(64), "many", tally(5_000), "none", tally(0));
  }

  private static VisitStats tally(int visitors) {
    var tally = new VisitStats();
    var random = new SplittableRandom(1);
    for (int i = 0; i < visitors; i++) {
      var visitor = random.nextLong();
      tally.add(new Visit(VisitTarget.Orphan.INVALID_SHORT_URL, person(i % 5), visitor));
    }
    if (visitors > 0) {
      tally.add(new Visit(VisitTarget.Orphan.INVALID_SHORT_URL, bot(), 7));
    }
    return tally;
  }

  private static VisitRecord person(int n) {
    return new VisitRecord(
        AT.plusMillis(n),
        new ClientProfile(
            "news.example", "Browser " + n, "Linux", "desktop", n == 0 ? "" : "de", false),
        new VisitRequest("Mozilla/5.0", "https://news.example/ä", "/aB3?x=" + n));
  }

  private static VisitRecord bot() {
    return new VisitRecord(AT, new ClientProfile("", "", "", "", "", true), VisitRequest.NONE);
  }

  static Map<String, List<OutcomeCodec.Settled>> outcomes() {
    var all = List.<Outcome>of(
        new Outcome.Done(7, 3, 1L << 50),
        new Outcome.Repeat(7, 3),
        new Outcome.KeyReused(),
        new Outcome.Stale(),
        new Outcome.Gone(),
        new Outcome.Missing(),
        new Outcome.Taken(),
        new Outcome.LimitReached(),
        new Outcome.Echo(),
        new Outcome.Unreadable());
    return Map.of(
        "one",
        List.of(new OutcomeCodec.Settled(0, new Outcome.Stale())),
        "all",
        IntStream.range(0, all.size())
            .mapToObj(i -> new OutcomeCodec.Settled(300 + i, all.get(i)))
            .toList());
  }
}
