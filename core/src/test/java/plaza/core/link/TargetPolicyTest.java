package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

class TargetPolicyTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Target SAFE = new Target("https://example.com/");
  private static final TargetPolicy WEB =
      new TargetPolicy(Settings.DEFAULT.linkSchemes(), LinkBlocks.NONE);

  private static TargetPolicy blocking(String host) {
    return new TargetPolicy(
        Settings.DEFAULT.linkSchemes(), new LinkBlocks(Map.of(), Map.of(host, "Phishing")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "JAVASCRIPT://example.com/%0Aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "view-source:javascript:alert(1)",
        "feed:javascript:alert(1)",
        "blob:https://example.com/1",
        "filesystem:https://example.com/temporary/x",
        "jar:https://example.com/x!/y",
        "file:///etc/passwd",
        "about:blank",
        "chrome-extension://abc/x",
        "moz-extension://abc/x"
      })
  void a_scheme_that_is_unsafe_is_refused_even_where_the_application_lists_it(String url) {
    var target = new Target(url);
    var listed = new TargetPolicy(List.of(target.scheme(), "https"), LinkBlocks.NONE);

    assertThat(WEB.problem(target)).isPresent();
    assertThat(listed.problem(target)).isPresent();
    assertThat(Settings.LINK_SCHEMES.newProblem(List.of(target.scheme()))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\tjavascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\rscript:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        "\uFEFFjavascript:alert(1)",
        "\u200Bjavascript:alert(1)",
        "java\u00ADscript:alert(1)",
        "ｊavascript:alert(1)"
      })
  void a_scheme_can_not_be_disguised(String url) {
    assertThat(Target.problem(url)).isPresent();
  }

  @Test
  void a_scheme_is_allowed_as_the_application_lists_it_in_any_case() {
    assertThat(WEB.allows(new Target("HTTPS://example.com"))).isTrue();
    assertThat(WEB.problem(new Target("tel:1")).orElse("")).contains("link_schemes");
    assertThat(new TargetPolicy(List.of("tel"), LinkBlocks.NONE).allows(new Target("TEL:1")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "https://EVIL.example:8443/a",
        "http://www.evil.example",
        "https://evil.example./",
        "https://ev%69l.example/",
        "https://evil。example/",
        "https://ｅｖｉｌ.example/"
      })
  void a_blocked_host_is_blocked_however_it_is_written(String url) {
    assertThat(blocking("evil.example").allows(new Target(url))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://notevil.example/",
        "https://example/",
        "https://evil.example.org/",
        "https://good.example/evil.example",
        "https://good.example?evil.example"
      })
  void another_host_is_not(String url) {
    assertThat(blocking("evil.example").allows(new Target(url))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "0x1.2.772, 1.2.3.4",
    "16909060, 1.2.3.4",
    "01.02.03.04, 1.2.3.4",
    "1.2.3.4.5, 1.2.3.4.5",
    "1.2.3.999, 1.2.3.999",
    "Bücher.Example, xn--bcher-kva.example",
    "[2001:DB8::1], [2001:db8::1]",
    "[2001:0db8:0:0:0:0:0:1], [2001:db8::1]",
    "[::FFFF:1.2.3.4], [::ffff:102:304]",
    "[1:0:0:2:0:0:0:3], [1:0:0:2::3]",
    "[::], [::]",
    "[0:0::0], [::]",
    "[1::2::3], [1::2::3]",
    "[::1.2.3], [::1.2.3]",
    "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8]",
    "straße.de, xn--strae-oqa.de",
    "strasse.de, strasse.de",
    "localhost., localhost",
    "LOCALHOST, localhost",
    "%6cocalhost, localhost",
    "ｌocalhost, localhost",
    "127.1, 127.0.0.1",
    "0177.0.0.1, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "2130706433, 127.0.0.1",
    "１２７。０．０｡１, 127.0.0.1",
    "127.0.0.1., 127.0.0.1"
  })
  void a_host_has_one_form(String host, String canonical) {
    assertThat(TargetHost.canonical(host)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "https://evil.example", "evil.example/x", "evil example", "a:80"})
  void what_is_no_host_can_not_be_blocked(String host) {
    assertThat(TargetHost.problem(host)).isPresent();
  }

  private static final class Anyone implements MatchContext {
    @Override
    public Instant at() {
      return NOON;
    }

    @Override
    public boolean isDevice(String device) {
      return true;
    }

    @Override
    public boolean isBrowser(String browser) {
      return true;
    }

    @Override
    public List<String> languages() {
      return List.of();
    }

    @Override
    public List<String> parameter(String name) {
      return List.of();
    }
  }

  private static Link link(Target target, String... rules) {
    var ruled = java.util.Arrays.stream(rules)
        .map(url ->
            new Rule(new Target(url), List.of(new Condition(Condition.Kind.DEVICE, "", "desktop"))))
        .toList();
    var terms = new LinkTerms(
        target, "", List.of(), Validity.ALWAYS, new Redirection(302, true, ruled), false);
    return new Link(new Code("a"), new ApplicationId(1), 1, terms, NOON, NOON, false, 1);
  }

  private static Optional<Target> led(Link link, TargetPolicy policy) {
    return new LinkCache.Found.Leads(link, policy).target(new Anyone());
  }

  @Test
  void a_stored_rule_that_leads_where_it_may_not_is_passed_over() {
    var link = link(SAFE, "javascript:alert(1)", "mailto:ann@example.com", "https://b.example/");

    assertThat(led(link, WEB)).contains(new Target("https://b.example/"));
    assertThat(led(link(SAFE, "javascript:alert(1)"), WEB)).contains(SAFE);
  }

  @Test
  void a_stored_link_whose_own_target_is_not_allowed_any_more_leads_nowhere() {
    assertThat(led(link(new Target("javascript:alert(1)")), WEB)).isEmpty();
    assertThat(led(link(new Target("tel:1")), WEB)).isEmpty();
    assertThat(led(link(SAFE), blocking("example.com"))).isEmpty();
    assertThat(led(link(SAFE), WEB)).contains(SAFE);
  }

  @Test
  void settings_of_an_earlier_version_are_still_read() {
    var settings = Settings.DEFAULT.with(Settings.LINK_SCHEMES, List.of("view-source", "https"));

    assertThat(settings.linkSchemes()).contains("view-source");
  }
}
