package plaza.edge.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plaza.edge.Network;

class PublicHostsTest {
  private static final PublicHosts PUBLIC = PublicHosts.publicNetworkAnd(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:db8::1]",
        "[2001::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]"
      })
  void who_is_near_the_server_is_not_asked(String host) {
    assertThatThrownBy(() -> PUBLIC.addresses(host)).isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.1.1", "[2606:4700::1111]"})
  void anybody_in_public_may_be_asked(String host) throws UnknownHostException {
    assertThat(PUBLIC.addresses(host)).hasSize(1);
  }

  @Test
  void a_network_that_the_operator_names_may_be_asked_and_no_other() throws UnknownHostException {
    var outside = PublicHosts.publicNetworkAnd(List.of(Network.parse("10.1.0.0/16")));

    assertThat(outside.addresses("10.1.2.3")).containsExactly(InetAddress.getByName("10.1.2.3"));
    assertThatThrownBy(() -> outside.addresses("10.2.2.3"))
        .isInstanceOf(UnknownHostException.class);
  }
}
