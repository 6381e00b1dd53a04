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
    "https://straße.de/ß, https://xn--strae-oqa.de/%C3%9F",
    "HTTPS://EXAMPLE.com/A, HTTPS://example.com/A",
    "https://example.com./a, https://example.com/a",
    "https://ex%61mple.com:8443?a, https://example.com:8443?a",
    "http://0x7f.1:80/, http://127.0.0.1:80/",
    "http://2130706433, http://127.0.0.1",
    "http://[2001:DB8:0::1]:81/, http://[2001:db8::1]:81/",
    "http://1.2.3.999/, http://1.2.3.999/",
    "https://sub.example-1.com_/a#b, https://sub.example-1.com_/a#b",
    "com.app.Own://Host.X/ä, com.app.Own://Host.X/%C3%A4",
    "http://example.com/🌍, http://example.com/%F0%9F%8C%8D",
    "mailto:ä@example.com, mailto:%C3%A4@example.com"
  })
  void it_is_sent_in_ascii(String url, String location) {
    assertThat(Location.of(new Target(url))).isEqualTo(location);
  }
}
