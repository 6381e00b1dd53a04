package plaza.edge.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ua_parser.Parser;

class AgentParserTest {
  private static final List<String> AGENTS = List.of(
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
          + "Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
      "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/138.0.0.0 Safari/537.36",
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
      "Collector-Android-10.3.5/ArcGIS.Android-10.2.5/4.4.4/SAMSUNG-SAMSUNG-SM-G850A",
      "curl/8.5.0",
      "nothing known");

  @Test
  void an_agent_is_what_ua_parser_says_by_its_own_reading_of_the_list() {
    var expected = new Parser();

    var parser = AgentParser.read();

    for (var agent : AGENTS) {
      assertThat(parser.browsers().parse(agent)).isEqualTo(expected.parseUserAgent(agent));
      assertThat(parser.systems().parse(agent)).isEqualTo(expected.parseOS(agent));
      assertThat(parser.devices().parse(agent)).isEqualTo(expected.parseDevice(agent));
    }
    assertThat(parser.browsers().parse(AGENTS.getFirst()).family).isEqualTo("Firefox");
  }
}
