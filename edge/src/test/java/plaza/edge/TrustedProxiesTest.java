package plaza.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plaza.edge.http.ClientAddress;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(Stream.of("127.0.0.1", "10.0.0.0/8", "2001:DB8:0::/48")
          .map(Network::parse)
          .toList());

  private static String client(String connection, String... forwardedFor) {
    return PROXIES
        .client(ClientAddress.parse(connection).orElseThrow(), List.of(forwardedFor))
        .toString();
  }

  @Test
  void what_an_untrusted_client_says_of_its_address_does_not_count() {
    assertThat(client("9.9.9.9", "1.2.3.4")).isEqualTo("9.9.9.9");
    assertThat(client("127.0.0.1", "1.1.1.1, 9.9.9.9")).isEqualTo("9.9.9.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3.4:5678            | 1.2.3.4",
        "1.2.3.4, 10.1.1.1:99    | 1.2.3.4",
        "1.2.3.4, [::ffff:10.1.1.1]:99, 127.0.0.1 | 1.2.3.4",
        "[2001:DB9::A]:443       | 2001:db9::a",
        "1.2.3.4, 2001:db8:0:9::1 | 1.2.3.4",
        "1.2.3.4,, ,             | 1.2.3.4",
        "10.0.0.2, 10.0.0.1      | 10.0.0.2"
      })
  void the_client_is_the_nearest_that_no_trusted_proxy_is(String header, String client) {
    assertThat(client("127.0.0.1", header)).isEqualTo(client);
    assertThat(client("::ffff:127.0.0.1", header)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_x", "1.2.3.4 5.6.7.8", "example.com", "1.2.3", "[::1"})
  void what_cannot_be_read_falls_back_to_the_proxy_that_said_it(String unreadable) {
    assertThat(client("127.0.0.1", unreadable)).isEqualTo("127.0.0.1");
    assertThat(client("127.0.0.1", "1.2.3.4, " + unreadable + ", 10.0.0.7")).isEqualTo("10.0.0.7");
  }

  @Test
  void several_lines_of_the_header_are_one_list() {
    assertThat(client("127.0.0.1", "1.1.1.1", "2.2.2.2, 10.0.0.1")).isEqualTo("2.2.2.2");
    assertThat(client("127.0.0.1", "1.1.1.1", "10.0.0.1")).isEqualTo("1.1.1.1");
    assertThat(client("127.0.0.1")).isEqualTo("127.0.0.1");
  }

  @Test
  void a_network_of_ipv4_addresses_within_ipv6_is_that_of_the_ipv4_addresses() {
    assertThat(Network.parse("::ffff:10.0.0.0/104")).isEqualTo(Network.parse("10.0.0.0/8"));
    assertThat(Network.parse("::/0").contains(ClientAddress.parse("1.2.3.4").orElseThrow()))
        .isFalse();
    assertThat(
            Network.parse("0.0.0.0/0").contains(ClientAddress.parse("1.2.3.4").orElseThrow()))
        .isTrue();
    assertThat(Network.parse("0.0.0.0/0").contains(ClientAddress.parse("::1").orElseThrow()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/x",
        "::1/129",
        "[::1]",
        "::ffff:1.2.3.4/95"
      })
  void what_is_no_network_is_refused(String cidr) {
    assertThatThrownBy(() -> Network.parse(cidr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(cidr);
  }
}
