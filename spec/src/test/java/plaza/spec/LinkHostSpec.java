package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.spec.Shortener.code;
import static plaza.spec.Shortener.to;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts of targets, and what the header Location has of links.
class LinkHostSpec {
  private static final String TARGET = "https://example.com/page";

  private final Http plaza = PlazaServer.shared().http();
  private final Shortener shortener = Shortener.of(plaza);
  private final String application = shortener.application();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "１２７。０．０｡１"
      })
  void a_link_to_the_server_itself_is_refused_however_its_host_is_written(String host) {
    var port = plaza.url().substring(plaza.url().lastIndexOf(':') + 1);

    assertThat(shortener.shorten(to("http://" + host + ":" + port + "/abc")).status())
        .isEqualTo(422);
    assertThat(shortener.shorten(to("https://" + host + ":0" + port)).status()).isEqualTo(422);
    assertThat(shortener.shorten(to("http://" + host + ":1/")).status()).isEqualTo(201);
  }

  @Test
  void a_target_must_fit_into_a_header_when_it_is_percent_encoded() {
    assertThat(shortener.shorten(to("https://example.com/" + "世".repeat(900))).status())
        .isEqualTo(201);
    assertThat(shortener.shorten(to("https://example.com/" + "世".repeat(1_000))).status())
        .isEqualTo(422);
    assertThat(shortener.shorten(to("https://example.com/" + "a".repeat(4_000))).status())
        .isEqualTo(201);
  }

  @Test
  void the_location_of_a_new_link_is_a_uri_whatever_its_code() {
    var made = shortener.shorten(to(TARGET).put("code", "Öde-🌍-" + application));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location"))
        .isEqualTo(plaza.url() + "/%C3%96de-%F0%9F%8C%8D-" + application);
  }

  @Test
  void a_target_is_sent_with_the_host_that_browsers_ask_for() {
    var code = code(shortener.shorten(to("https://straße.example./ß")));

    assertThat(plaza.get("/" + code).header("Location"))
        .isEqualTo("https://xn--strae-oqa.example/%C3%9F");
  }
}
