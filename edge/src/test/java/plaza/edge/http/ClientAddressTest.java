package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "' 1.2.3.4\t', 1.2.3.4",
    "1.2.3.4:5678, 1.2.3.4",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255:65535, 255.255.255.255",
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:102:304, 1.2.3.4",
    "0:0:0:0:0:ffff:1.2.3.4, 1.2.3.4",
    "[::ffff:1.2.3.4]:80, 1.2.3.4",
    "2001:db8::1, 2001:db8::1",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8:0:0::1, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:443, 2001:db8::1",
    "fe80::1%eth0, fe80::1",
    "[fe80::1%25eth0]:443, fe80::1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "::1.2.3.4, ::102:304",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "2001:0:0:1:0:0:1:1, 2001::1:0:0:1:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
  })
  void an_address_is_the_same_however_it_is_written(String written, String canonical) {
    assertThat(ClientAddress.parse(written)).map(ClientAddress::toString).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "localhost",
        "_hidden",
        "example.com:80",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4:",
        "1.2.3.4:http",
        "1.2.3.4:123456",
        "1.2.3.-4",
        "١.2.3.4",
        "0x1.2.3.4",
        "16909060",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "g::1",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4:5",
        "[::1",
        "[::1]443",
        "[::1]:x",
        "[]",
        "[[::1]]",
        "1.2.3.4, 5.6.7.8"
      })
  void what_is_no_address_is_none_and_no_name_is_looked_up(String written) {
    assertThat(ClientAddress.parse(written)).isEmpty();
  }

  @Test
  void a_text_of_any_length_is_refused_at_once() {
    assertThat(ClientAddress.parse("1".repeat(1_000_000))).isEmpty();
    assertThat(ClientAddress.parse(":".repeat(1_000_000))).isEmpty();
  }

  @Test
  void any_address_is_read_as_the_platform_reads_it() throws Exception {
    var random = new Random(22);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      if (bytes.length == 16) {
        Arrays.fill(bytes, random.nextInt(16), 16, (byte) 0);
      }
      var address = InetAddress.getByAddress(bytes);

      var parsed = ClientAddress.parse(address.getHostAddress()).orElseThrow();

      assertThat(parsed).isEqualTo(ClientAddress.of(address));
      assertThat(ClientAddress.parse(parsed.toString())).contains(parsed);
      assertThat(InetAddress.getByName(parsed.toString())).isEqualTo(address);
    }
  }

  @Test
  void an_ipv4_address_is_limited_alone_and_an_ipv6_address_with_its_network() {
    assertThat(key("1.2.3.4")).isEqualTo("1.2.3.4").isEqualTo(key("[::ffff:1.2.3.4]:99"));
    assertThat(key("1.2.3.5")).isNotEqualTo(key("1.2.3.4"));
    assertThat(key("2001:db8:0:1::1"))
        .isEqualTo("2001:db8:0:1::/64")
        .isEqualTo(key("2001:DB8:0:1:ffff:ffff:ffff:ffff"));
    assertThat(key("2001:db8:0:2::1")).isNotEqualTo(key("2001:db8:0:1::1"));
  }

  private static String key(String text) {
    return ClientAddress.parse(text).orElseThrow().limitKey();
  }
}
