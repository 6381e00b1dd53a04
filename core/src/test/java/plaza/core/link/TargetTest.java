package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "HTTP://EXAMPLE.COM:8080/a?b#c",
        "https://☺.example/",
        "http://[::1]:80/",
        "http://example.com/a@b",
        "http://example.com?mail=a@b",
        "http://example.com/%zz|{}",
        "mailto:ann@example.com"
      })
  void what_a_browser_can_open_is_taken(String url) {
    assertThat(Target.problem(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "//example.com",
        "/path",
        "http:",
        "http://",
        "http:///path",
        "http://:80/",
        "http:example.com",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://example.com\\@evil.example@x/",
        "https://example.com/\u0000",
        "https://example.com/a b",
        "https://example.com/\r\nSet-Cookie: a=b",
        "https://example.com/\u0085",
        "1http://example.com",
        "mailto:",
        ""
      })
  void what_leads_nowhere_or_deceives_is_refused(String url) {
    assertThat(Target.problem(url)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Example.com:443/a, example.com",
    "https://example.com:80, example.com:80",
    "HTTP://example.com:80?x, example.com",
    "http://[::1]:8080/, [::1]:8080"
  })
  void its_authority_can_be_compared(String url, String authority) {
    assertThat(new Target(url).authority()).isEqualTo(authority);
  }
}
