package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// Data directories of earlier versions, in `data/`, each named by the version of its schema:
/// everything in them is there, for the API and for the doctor; what is then written to them is
/// there after the next start.
class OldDirectorySpec {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

  /// What the directory of schema 6 has of visits: more visitors than are kept one by one.
  private static final int VISITS = 70;

  private static Path unpacked(String name) throws IOException {
    var data = PlazaServer.temporary();
    try (var zip = new ZipInputStream(Objects.requireNonNull(
        OldDirectorySpec.class.getResourceAsStream("data/" + name + ".zip")))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = data.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.resolveSibling(""));
          Files.copy(zip, file);
        }
      }
    }
    return data;
  }

  private static void assertSound(Path data) throws Exception {
    var doctor = Commands.run("doctor", "--data", data.toString());
    assertThat(doctor.output()).contains("All is well").doesNotContain("!");
    assertThat(doctor.code()).isZero();
  }

  /// The applications of the directory, and what a caller sees of the first one.
  private record Ann(Http plaza, String token) {
    static Ann of(Http plaza) {
      var all = plaza.get("/api/v1/applications").json();
      assertThat(all.findValuesAsText("name")).containsExactlyInAnyOrder("Ärzte", "Plain");
      for (var one : all) {
        if (one.path("name").asText().equals("Ärzte")) {
          return new Ann(plaza, one.path("token").asText());
        }
      }
      throw new AssertionError("unreachable");
    }

    String path() {
      return "/api/v1/applications/" + token;
    }

    String messages() {
      return path() + "/chats/1/messages";
    }

    String query() {
      return "?application=" + token;
    }

    String link(String code) {
      return "/rest/v3/short-urls/" + code;
    }

    void assertSettings(String codes, String... schemes) {
      var settings = plaza.get(path()).json().path("settings");
      assertThat(settings.path("max_message_length").asInt()).isEqualTo(3_000);
      assertThat(settings.path("cors_origins")).hasToString("[\"https://a.example\"]");
      assertThat(settings.path("forbidden_words")).hasToString("[\"spam\",\"Käse\"]");
      assertThat(settings.path("rate_per_second").asInt()).isEqualTo(900);
      assertThat(settings.path("link_codes").asText()).isEqualTo(codes);
      assertThat(settings.path("link_schemes")).map(it -> it.asText()).containsExactly(schemes);
      assertThat(plaza.get(path() + "/keys").json()).hasSize(2);
    }

    void assertChats() {
      assertThat(plaza.get(path() + "/chats").numbers()).containsExactlyInAnyOrder(1L, 3L);
      var all = plaza.get(messages()).json();
      assertThat(all.findValuesAsText("body"))
          .contains("message number 1 世界", "another text", "message number 5 世界")
          .doesNotContain("message number 2 世界");
      assertThat(plaza.get(messages() + "/search?q=another&wait=5").numbers()).containsExactly(3L);
      var again = "{\"body\":\"message number 1 世界\",\"sender\":\"Ann\"}";
      assertThat(plaza.post(messages(), again, "Idempotency-Key", "key1").number())
          .isEqualTo(1);
    }

    void assertLinks() {
      assertThat(plaza.get("/a", "User-Agent", FIREFOX).header("Location"))
          .isEqualTo("https://private.example/a");
      var tagged = plaza.get(link("tagged") + query()).json();
      assertThat(tagged.path("title").asText()).isEqualTo("Title II");
      assertThat(tagged.path("tags")).hasToString("[\"b\",\"ä\"]");
      assertThat(plaza.get(link("gone") + query()).status()).isEqualTo(404);
      var rules = plaza.get(link("ruled") + "/redirect-rules" + query()).json();
      assertThat(rules.path("redirectRules")).hasSize(2);
      var phone = plaza.get("/ruled", "User-Agent", PHONE, "Accept-Language", "de");
      assertThat(phone.header("Location")).isEqualTo("https://private.example/phones");
      assertThat(plaza.get("/limited", "User-Agent", FIREFOX).status()).isEqualTo(404);
      assertThat(
              plaza.get(link("limited") + query()).json().findPath("maxVisits").asInt())
          .isEqualTo(2);
      assertThat(plaza.get("/b", "User-Agent", FIREFOX).status()).isEqualTo(404);
      assertThat(plaza.get("/api/v1/operator/blocked-hosts").text()).contains("evil.example");
    }

    void assertVisits(int more) {
      var stats = plaza.get("/busy/stats" + query()).json();
      assertThat(stats.path("clicks").asInt()).isEqualTo(VISITS + more);
      assertThat(stats.path("unique_visitors").asInt()).isBetween(VISITS - 2, VISITS + more + 1);
      assertThat(stats.path("bots").asInt()).isEqualTo(1);
      assertThat(stats.path("by_language").path("de").asInt()).isEqualTo(VISITS);
      assertThat(stats.path("by_browser").path("Firefox").asInt()).isEqualTo(VISITS + more);
      assertThat(stats.path("by_day").findValues("clicks").stream()
              .mapToInt(JsonNode::asInt)
              .sum())
          .isEqualTo(VISITS + more);
      var csv = plaza.get("/busy/visits.csv" + query()).text();
      assertThat(csv.lines()).hasSizeGreaterThanOrEqualTo(VISITS + more);
      assertThat(csv).contains("https://private.example/from", "Googlebot");
    }

    /// Each of what has versions is written once more.
    void change(String code) {
      assertThat(plaza.post(messages(), Http.message("written later")).number()).isEqualTo(6);
      assertThat(plaza.patch(path(), "{\"rate_per_second\":900}").status()).isEqualTo(200);
      assertThat(plaza.get("/" + code, "User-Agent", FIREFOX).status()).isEqualTo(302);
    }

    void awaitClicks(String code, int clicks) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(plaza
                  .get("/" + code + "/stats" + query())
                  .json()
                  .path("clicks")
                  .asInt())
              .isEqualTo(clicks));
    }

    void assertChanged() {
      assertThat(plaza.get(messages() + "/6").json().path("body").asText())
          .isEqualTo("written later");
    }
  }

  @Test
  void a_directory_of_0_1_0_has_everything_in_it_and_goes_on() throws Exception {
    var data = unpacked("schema-2");
    assertSound(data);
    try (var server = PlazaServer.on(data)) {
      var ann = Ann.of(server.http());
      ann.assertSettings("permuted", "http", "https");
      ann.assertChats();
      var link = server
          .http()
          .post("/shorten" + ann.query(), "{\"url\":\"https://a.example\",\"code\":\"new\"}");
      assertThat(link.status()).isEqualTo(201);
      ann.change("new");
      ann.awaitClicks("new", 1);
      server.stop();

      assertSound(data);
      server.start();
      var again = Ann.of(server.http());
      again.assertSettings("permuted", "http", "https");
      again.assertChats();
      again.assertChanged();
      again.awaitClicks("new", 1);
    }
  }

  @Test
  void a_directory_of_the_time_before_values_had_versions_has_everything_and_goes_on()
      throws Exception {
    var data = unpacked("schema-6");
    assertSound(data);
    try (var server = PlazaServer.on(data)) {
      var ann = Ann.of(server.http());
      ann.assertSettings("plain", "https", "tel");
      ann.assertChats();
      ann.assertLinks();
      ann.assertVisits(0);
      ann.change("busy");
      assertThat(server
              .http()
              .patch(ann.link("ruled") + ann.query(), "{\"title\":\"written later\"}")
              .status())
          .isEqualTo(200);
      ann.awaitClicks("busy", VISITS + 1);
      server.stop();

      assertSound(data);
      server.start();
      var again = Ann.of(server.http());
      again.assertSettings("plain", "https", "tel");
      again.assertChats();
      again.assertLinks();
      again.assertVisits(1);
      again.assertChanged();
    }
  }
}
