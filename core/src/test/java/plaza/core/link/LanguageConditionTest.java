package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plaza.core.link.Condition.Kind;

class LanguageConditionTest {
  private static MatchContext accepting(String... languages) {
    return new RuleProperties.Visitor(Instant.EPOCH, Set.of(), "", List.of(languages), Map.of());
  }

  private static Condition language(String tag) {
    return new Condition(Kind.LANGUAGE, "", tag);
  }

  @ParameterizedTest
  @CsvSource({
    "en, en-GB, true",
    "en-GB, en, false",
    "en-gb, EN-GB, true",
    "en, enm, false",
    "zh-Hant, zh-Hant-TW, true",
    "zh-TW, zh-Hant-TW, true",
    "zh-Hant, zh-TW, true",
    "zh-Hans, zh-TW, false",
    "zh-Hans, zh-CN, true",
    "zh-CN, zh-Hans-CN, true",
    "sr-Latn, sr-Cyrl-RS, false",
    "es-419, es-419, true",
    "de-1996, de-AT-1996, true",
    "de-AT, de-x-AT, false"
  })
  void a_tag_is_met_by_one_that_says_more(String tag, String accepted, boolean met) {
    assertThat(language(tag).holds(accepting(accepted))).isEqualTo(met);
  }

  @Test
  void of_rules_for_languages_the_preferred_one_leads_and_others_keep_their_order() {
    var english = new Rule(new Target("https://e.example"), List.of(language("en")));
    var german = new Rule(new Target("https://g.example"), List.of(language("de")));
    var ios = new Condition(Kind.DEVICE, "", "ios");
    var phones = new Rule(new Target("https://p.example"), List.of(ios));
    var visitor = new RuleProperties.Visitor(
        Instant.EPOCH, Set.of("ios"), "", List.of("de-AT", "en"), Map.of());

    assertThat(Rule.lead(List.of(english, german), visitor, _ -> true)).contains(german.target());
    assertThat(Rule.lead(List.of(german, english), visitor, _ -> true)).contains(german.target());
    assertThat(Rule.lead(List.of(phones, english, german), visitor, _ -> true))
        .contains(phones.target());
    assertThat(Rule.lead(List.of(english, phones, german), visitor, _ -> true))
        .contains(german.target());
    assertThat(
            Rule.lead(List.of(english, german), visitor, target -> !target.equals(german.target())))
        .contains(english.target());
  }
}
