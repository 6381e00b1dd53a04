package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.spec.Shortener.code;
import static plaza.spec.Shortener.to;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where short links may lead, by whichever way a target is set.
class LinkTargetSpec {
  private static final String TARGET = "https://example.com/page";

  private final Http plaza = PlazaServer.shared().http();
  private final Shortener shortener = Shortener.of(plaza);
  private final String application = shortener.application();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "mailto:a@b.c",
        "ftp://h/x", "com.evil.app://x", "\\tjavascript:alert(1)", "java\\nscript:alert(1)"
      })
  void a_rule_leads_nowhere_that_a_link_may_not(String target) {
    var code = code(shortener.shorten(to(TARGET)));

    var answer = plaza.post(
        "/rest/v3/short-urls/" + code + "/redirect-rules?application=" + application,
        "{\"redirectRules\":[{\"longUrl\":\"" + target + "\",\"conditions\":"
            + "[{\"type\":\"any-value-query-param\",\"matchKey\":\"x\"}]}]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(plaza.get("/" + code + "?x=1").header("Location")).startsWith(TARGET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript", "data", "view-source", "feed", "blob", "filesystem", "jar"})
  void an_application_can_not_allow_a_scheme_that_is_safe_for_nobody(String scheme) {
    var answer = plaza.patch(
        "/api/v1/applications/" + application, "{\"link_schemes\":[\"" + scheme + "\"]}");

    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void a_link_whose_scheme_is_not_allowed_any_more_leads_nowhere_until_it_is_again() {
    plaza.patch("/api/v1/applications/" + application, "{\"link_schemes\":[\"tel\"]}");
    var code = code(shortener.shorten(to("tel:+4312345")));
    assertThat(plaza.get("/" + code + "?x=1").header("Location")).isEqualTo("tel:+4312345");

    plaza.patch("/api/v1/applications/" + application, "{\"link_schemes\":[\"https\"]}");

    assertThat(plaza.get("/" + code).status()).isEqualTo(404);
    plaza.patch("/api/v1/applications/" + application, "{\"link_schemes\":[\"tel\"]}");
    assertThat(plaza.get("/" + code).status()).isEqualTo(302);
  }
}
