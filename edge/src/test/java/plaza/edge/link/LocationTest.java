package plaza.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plaza.core.link.Target;

class LocationTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com/a|b?c={d}, https://example.com/a|b?c={d}",
    "https://bücher.example:81/ä?ö#ü, https://xn--bcher-kva.example:81/%C3%A4?%C3%B6#%C3%BC",
    "http://例え.テスト, http://xn--r8jz45g.xn--zckzah",
    "http://example.com/🌍, http://example.com/%F0%9F%8C%8D",
    "mailto:ä@example.com, mailto:%C3%A4@example.com"
  })
  void it_is_sent_in_ascii(String url, String location) {
    assertThat(Location.of(new Target(url))).isEqualTo(location);
  }
}
