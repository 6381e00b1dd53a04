package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.link.Condition.Kind;

/// Rules against a reading of their description, with so few words that conditions are met often.
class RuleProperties {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final List<String> KEYS = List.of("a", "b");
  private static final List<String> VALUES = List.of("", "1", "2");
  private static final List<String> LANGUAGES =
      List.of("en", "EN", "en-GB", "en-gb", "en-US", "de", "enm", "deu");

  /// Somebody who follows a link.
  record Visitor(
      Instant at,
      Set<String> devices,
      String browser,
      List<String> languages,
      Map<String, List<String>> query)
      implements MatchContext {
    @Override
    public boolean isDevice(String device) {
      return devices.contains(device);
    }

    @Override
    public boolean isBrowser(String name) {
      return browser.equals(name);
    }

    @Override
    public List<String> parameter(String name) {
      return query.getOrDefault(name, List.of());
    }
  }

  @Provide
  Arbitrary<Visitor> visitors() {
    return Combinators.combine(
            instants(),
            Arbitraries.of(Condition.DEVICES).set().ofMaxSize(3),
            Arbitraries.of(Condition.BROWSERS),
            Arbitraries.of(LANGUAGES).list().ofMaxSize(3),
            Arbitraries.maps(
                Arbitraries.of(KEYS), Arbitraries.of(VALUES).list().ofMinSize(1).ofMaxSize(2)))
        .as(Visitor::new);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(-2, 2).map(NOON::plusSeconds);
  }

  @Provide
  Arbitrary<List<Rule>> rules() {
    var conditions = condition().list().ofMinSize(1).ofMaxSize(2);
    return conditions
        .list()
        .ofMaxSize(4)
        .map(all -> IntStream.range(0, all.size())
            .mapToObj(i -> new Rule(new Target("https://example.com/" + i), all.get(i)))
            .toList());
  }

  private static Arbitrary<Condition> condition() {
    return Arbitraries.of(Kind.class).flatMap(kind -> switch (kind) {
      case DEVICE -> Arbitraries.of(Condition.DEVICES).map(v -> new Condition(kind, "", v));
      case BROWSER -> Arbitraries.of(Condition.BROWSERS).map(v -> new Condition(kind, "", v));
      case LANGUAGE -> Arbitraries.of(LANGUAGES).map(v -> new Condition(kind, "", v));
      case QUERY ->
        Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of("1", "2"))
            .as((key, value) -> new Condition(kind, key, value));
      case QUERY_ANY_VALUE, QUERY_NO_VALUE ->
        Arbitraries.of(KEYS).map(key -> new Condition(kind, key, ""));
      case BEFORE, AFTER -> instants().map(at -> new Condition(kind, "", at.toString()));
    });
  }

  /// What a condition says, in the words of its description.
  private static boolean isMet(Condition condition, Visitor visitor) {
    var value = condition.value();
    var given = visitor.query().getOrDefault(condition.key(), List.of());
    return switch (condition.kind()) {
      case DEVICE -> visitor.devices().contains(value);
      case BROWSER -> visitor.browser().equals(value);
      case LANGUAGE ->
        visitor.languages().stream()
            .map(asked -> asked.toLowerCase(Locale.ROOT))
            .anyMatch(asked -> asked.equals(value.toLowerCase(Locale.ROOT))
                || asked.split("-", -1)[0].equals(value.toLowerCase(Locale.ROOT)));
      case QUERY -> given.stream().anyMatch(value::equals);
      case QUERY_ANY_VALUE -> visitor.query().containsKey(condition.key());
      case QUERY_NO_VALUE -> given.stream().anyMatch(String::isEmpty);
      case BEFORE -> visitor.at().compareTo(Instant.parse(value)) < 0;
      case AFTER -> visitor.at().compareTo(Instant.parse(value)) >= 0;
    };
  }

  /// What a rule asks for beside languages.
  private static Set<Condition> others(Rule rule) {
    return rule.conditions().stream()
        .filter(condition -> condition.kind() != Kind.LANGUAGE)
        .collect(Collectors.toSet());
  }

  private static boolean asksForLanguages(Rule rule) {
    return others(rule).size() < Set.copyOf(rule.conditions()).size();
  }

  /// Whether a rule would hold for somebody who accepts only so many of the languages, the
  /// preferred ones.
  private static boolean isMet(Rule rule, Visitor visitor, int languages) {
    var preferring = new Visitor(
        visitor.at(),
        visitor.devices(),
        visitor.browser(),
        visitor.languages().subList(0, languages),
        visitor.query());
    return rule.conditions().stream().allMatch(c -> isMet(c, preferring));
  }

  @Property(tries = 2_000)
  void the_first_rule_that_is_met_leads_or_one_like_it_whose_language_is_preferred(
      @ForAll("rules") List<Rule> rules, @ForAll("visitors") Visitor visitor) {
    var all = visitor.languages().size();
    var met = rules.stream().filter(rule -> isMet(rule, visitor, all)).toList();
    var first = met.stream().map(Rule::target).findFirst();
    if (!met.isEmpty() && asksForLanguages(met.getFirst())) {
      first = IntStream.rangeClosed(0, all)
          .boxed()
          .flatMap(languages -> met.stream()
              .filter(rule -> others(rule).equals(others(met.getFirst())))
              .filter(RuleProperties::asksForLanguages)
              .filter(rule -> isMet(rule, visitor, languages)))
          .map(Rule::target)
          .findFirst();
    }

    assertThat(Rule.lead(rules, visitor, _ -> true)).isEqualTo(first);
  }

  @Property(tries = 500)
  void rules_are_read_as_they_were_written(@ForAll("rules") List<Rule> rules) {
    var out = new EventWriter();
    Rule.write(out, rules);

    assertThat(Rule.read(new EventReader(out.toBytes()))).isEqualTo(rules);
  }
}
