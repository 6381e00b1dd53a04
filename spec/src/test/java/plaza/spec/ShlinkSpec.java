package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shlink's contract, for what its own client does not ask.
class ShlinkSpec {
  private static final String LINUX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String MAC =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
          + " (KHTML, like Gecko) Version/18.5 Safari/605.1.15";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
          + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

  private final Http plaza = PlazaServer.shared().http();
  private final String application = plaza.application().replaceFirst(".*/", "");

  private String path(String path) {
    return "/rest/v3" + path + (path.contains("?") ? "&" : "?") + "application=" + application;
  }

  private JsonNode made(String fields) {
    var answer = plaza.post(path("/short-urls"), fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String code(String fields) {
    return made(fields).path("shortCode").asText();
  }

  private List<String> listed(String query) {
    return plaza.get(path("/short-urls?" + query)).json().findValuesAsText("shortCode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rest/v1", "/rest/v2", "/rest/v3"})
  void older_versions_lead_to_the_same(String base) {
    assertThat(plaza.get(base + "/short-urls?application=" + application).status())
        .isEqualTo(200);
    assertThat(plaza.get(base + "/health").json().path("status").asText()).isEqualTo("pass");
  }

  @Test
  void another_applications_links_are_not_there() {
    var code = code("{\"longUrl\":\"https://example.com\",\"tags\":[\"mine\"]}");
    var other = "?application=" + plaza.application().replaceFirst(".*/", "");
    var one = "/rest/v3/short-urls/" + code;

    for (var answer : List.of(
        plaza.get(one + other),
        plaza.patch(one + other, "{\"title\":\"x\"}"),
        plaza.delete(one + other),
        plaza.get(one + "/redirect-rules" + other),
        plaza.post(one + "/redirect-rules" + other, "{\"redirectRules\":[]}"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("type").asText()).endsWith("/short-url-not-found");
      assertThat(answer.json().path("shortCode").asText()).isEqualTo(code);
    }
    assertThat(plaza.get("/rest/v3/short-urls" + other).json().at("/shortUrls/data"))
        .isEmpty();
    assertThat(plaza.get("/rest/v3/tags" + other).json().at("/tags/data")).isEmpty();
    assertThat(plaza.delete("/rest/v3/tags" + other + "&tags[]=mine").status()).isEqualTo(204);
    assertThat(listed("tags[]=mine")).containsExactly(code);
  }

  @Test
  void a_link_that_is_edited_leads_elsewhere_at_once_and_one_that_is_deleted_nowhere() {
    var code = code("{\"longUrl\":\"https://example.com/old\"}");
    assertThat(plaza.get("/" + code).header("Location")).endsWith("/old");

    plaza.patch(path("/short-urls/" + code), "{\"longUrl\":\"https://example.com/new\"}");

    assertThat(plaza.get("/" + code).header("Location")).endsWith("/new");
    assertThat(plaza.delete(path("/short-urls/" + code)).status()).isEqualTo(204);
    assertThat(plaza.get("/" + code).status()).isEqualTo(404);
    assertThat(listed("")).isEmpty();
  }

  @Test
  void what_is_wrong_is_named() {
    var answer = plaza.post(
        path("/short-urls"),
        "{\"longUrl\":\"javascript:1\",\"customSlug\":\"a/b\",\"maxVisits\":0,\"strange\":1}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asText()).endsWith("/invalid-data");
    assertThat(answer.json().path("invalidElements"))
        .extracting(JsonNode::asText)
        .contains("customSlug", "maxVisits", "strange");
    assertThat(plaza
            .post(path("/short-urls"), "{\"longUrl\":\"javascript:alert(1)\"}")
            .json()
            .path("invalidElements"))
        .extracting(JsonNode::asText)
        .containsExactly("longUrl");
    assertThat(plaza
            .post(path("/short-urls"), "{\"longUrl\":\"nowhere\"}")
            .json()
            .path("detail")
            .asText())
        .isEqualTo(
            "Provided data is not valid: longUrl must begin with a scheme, such as https://");
    assertThat(plaza.get(path("/short-urls?orderBy=colour")).status()).isEqualTo(400);
    assertThat(plaza.get(path("/short-urls?startDate=soon")).status()).isEqualTo(400);
    assertThat(plaza.get(path("/short-urls?itemsPerPage=0")).status()).isEqualTo(400);
  }

  @Test
  void a_link_can_not_lead_back_here() {
    var code = code("{\"longUrl\":\"https://example.com\"}");
    var own = plaza.url() + "/" + code;

    assertThat(plaza.post(path("/short-urls"), "{\"longUrl\":\"" + own + "\"}").status())
        .isEqualTo(400);
    assertThat(plaza
            .patch(path("/short-urls/" + code), "{\"longUrl\":\"" + own + "\"}")
            .status())
        .isEqualTo(400);
    assertThat(rules(
                code,
                "{\"longUrl\":\"" + own
                    + "\",\"conditions\":[{\"type\":\"device\",\"matchValue\":\"ios\"}]}")
            .status())
        .isEqualTo(400);
  }

  private Http.Answer rules(String code, String... rules) {
    return plaza.post(
        path("/short-urls/" + code + "/redirect-rules"),
        "{\"redirectRules\":[" + String.join(",", rules) + "]}");
  }

  private static String rule(String name, String... conditions) {
    return "{\"longUrl\":\"https://example.com/" + name + "\",\"conditions\":["
        + String.join(",", conditions) + "]}";
  }

  private static String condition(String type, String key, String value) {
    return "{\"type\":\"" + type + "\",\"matchKey\":\"" + key + "\",\"matchValue\":\"" + value
        + "\"}";
  }

  private String led(String path, String... headers) {
    return plaza.get(path, headers).header("Location").replaceFirst("https://example.com/", "");
  }

  @Test
  void rules_send_some_elsewhere_and_the_first_one_that_holds_is_followed() {
    var code = code("{\"longUrl\":\"https://example.com/all\",\"forwardQuery\":false}");
    var path = "/" + code;
    var set = rules(
        code,
        rule("both", condition("device", "", "ios"), condition("language", "", "de")),
        rule("phone", condition("device", "", "mobile")),
        rule("firefox", condition("browser", "", "firefox"), condition("language", "", "de")),
        rule("swiss", condition("language", "", "de-CH")),
        rule("german", condition("language", "", "de")),
        rule("value", condition("query-param", "q", "a b")),
        rule("any", condition("any-value-query-param", "r", "")),
        rule("none", condition("valueless-query-param", "s", "")),
        rule("past", condition("before-date", "", "2020-01-01T00:00:00+01:00")));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(led(path)).isEqualTo("all");
    assertThat(led(path, "User-Agent", IPHONE)).isEqualTo("phone");
    assertThat(led(path, "User-Agent", IPHONE, "Accept-Language", "en, de;q=0.5"))
        .isEqualTo("both");
    assertThat(led(path, "User-Agent", LINUX)).isEqualTo("all");
    assertThat(led(path, "User-Agent", LINUX, "Accept-Language", "de-AT")).isEqualTo("firefox");
    assertThat(led(path, "User-Agent", MAC, "Accept-Language", "de-ch")).isEqualTo("swiss");
    assertThat(led(path, "Accept-Language", "den")).isEqualTo("all");
    assertThat(led(path + "?q=a%20b")).isEqualTo("value");
    assertThat(led(path + "?q=a")).isEqualTo("all");
    assertThat(led(path + "?r=1")).isEqualTo("any");
    assertThat(led(path + "?s")).isEqualTo("none");
    assertThat(led(path + "?q=%ff")).as("what can't be read asks for nothing").isEqualTo("all");
    assertThat(plaza.get(path).header("Cache-Control")).isEqualTo("no-store");

    rules(code, rule("later", condition("after-date", "", "2020-01-01T00:00:00Z")));

    assertThat(led(path)).isEqualTo("later");
    assertThat(rules(code).json().path("redirectRules")).isEmpty();
    assertThat(led(path)).isEqualTo("all");
  }

  @Test
  void rules_that_can_not_hold_are_refused() {
    var code = code("{\"longUrl\":\"https://example.com\"}");

    for (var wrong : List.of(
        rule("none"),
        rule("x", condition("device", "", "toaster")),
        rule("x", condition("language", "", "")),
        rule("x", condition("query-param", "", "x")),
        rule("x", condition("before-date", "", "soon")),
        rule("x", condition("geolocation-country-code", "", "DE")),
        "{\"longUrl\":\"nowhere\",\"conditions\":[" + condition("device", "", "ios") + "]}")) {
      var answer = rules(code, wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().path("invalidElements"))
          .extracting(JsonNode::asText)
          .containsExactly("redirectRules");
    }
    assertThat(plaza
            .get(path("/short-urls/" + code))
            .json()
            .path("hasRedirectRules")
            .asBoolean())
        .isFalse();
  }

  @Test
  void a_tag_that_is_renamed_is_another_on_every_link() {
    var codes = List.of(
        code("{\"longUrl\":\"https://example.com\",\"tags\":[\"old\",\"kept\"]}"),
        code("{\"longUrl\":\"https://example.com\",\"tags\":[\"old\"]}"));

    var renamed = plaza.send(
        "PUT",
        path("/tags"),
        "{\"oldName\":\"old\",\"newName\":\"new\"}".getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json");

    assertThat(renamed.status()).as(renamed.text()).isEqualTo(204);
    assertThat(listed("tags[]=new")).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(listed("tags[]=old")).isEmpty();
    assertThat(listed("tags[]=kept&tags[]=new&tagsMode=all")).containsExactly(codes.getFirst());
  }

  @Test
  void a_qr_code_is_a_picture_that_is_read_back() throws Exception {
    var made = made("{\"longUrl\":\"https://example.com\"}");
    var code = made.path("shortCode").asText();

    for (var query : List.of("", "?size=200&margin=20&errorCorrection=H&color=224488")) {
      var answer = plaza.get("/" + code + "/qr-code" + query);
      assertThat(answer.header("Content-Type")).isEqualTo("image/png");
      assertThat(read(answer.response().body())).isEqualTo(made.path("shortUrl").asText());
    }
    var svg = plaza.get("/" + code + "/qr-code?format=svg&color=f80&bgColor=%23000000");
    assertThat(svg.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(svg.text()).startsWith("<svg ").contains("#ff8800", "#000000", "</svg>");
    for (var query : List.of(
        "size=49",
        "size=1001",
        "size=50&margin=12&errorCorrection=H",
        "margin=90",
        "format=gif",
        "color=red",
        "errorCorrection=X")) {
      assertThat(plaza.get("/" + code + "/qr-code?" + query).status()).as(query).isEqualTo(422);
    }
    assertThat(plaza.get("/nothing-" + application + "/qr-code").status()).isEqualTo(404);
  }

  /// The library looks for a code in a photograph by guesses that miss one in three hundred; this
  /// picture is nothing but the code, each module as large as the other.
  private static String read(byte[] png) throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(png));
    var side = image.getWidth() + 40;
    var pixels = new int[side * side];
    Arrays.fill(pixels, 0xFFFFFF);
    image.getRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 20 * side + 20, side);
    var source = new RGBLuminanceSource(side, side, pixels);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(source)),
            Map.of(DecodeHintType.PURE_BARCODE, true))
        .getText();
  }

  @Test
  void a_pixel_counts_who_sees_it_and_tells_nobody_whether_the_code_is_there() {
    var code = code("{\"longUrl\":\"https://example.com\"}");

    var there = plaza.get("/" + code + "/track");
    var nowhere = plaza.get("/nothing-" + application + "/track");

    assertThat(there.header("Content-Type")).isEqualTo("image/gif");
    assertThat(there.response().body()).isEqualTo(nowhere.response().body());
    await()
        .until(() -> plaza
                .get(path("/short-urls/" + code))
                .json()
                .at("/visitsSummary/nonBots")
                .asLong()
            == 1);
  }

  @Test
  void search_engines_may_follow_what_its_owner_says() {
    var shown = code("{\"longUrl\":\"https://example.com\",\"crawlable\":true}");
    var hidden = code("{\"longUrl\":\"https://example.com\"}");

    var robots = plaza.get("/robots.txt").text();

    assertThat(robots)
        .startsWith("User-agent: *\n")
        .contains("Allow: /" + shown + "$\n")
        .doesNotContain(hidden)
        .endsWith("Disallow: /\n");
  }
}
