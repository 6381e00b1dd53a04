package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The console of a server that asks for keys.
@Tag("browser")
class ConsoleKeysSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");

  @RegisterExtension
  static final Browser browser = Browser.start();

  private static PlazaServer server;
  private static String operatorKey;

  @BeforeAll
  static void start() {
    server = PlazaServer.on(PlazaServer.temporary(), "--keys");
    var match = KEY.matcher(server.output());
    assertThat(match.find()).isTrue();
    operatorKey = match.group(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void enter(Tab tab, String key) {
    tab.page().getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
    tab.button("Enter").click();
  }

  @Test
  void the_operator_makes_an_application_and_its_key_opens_it_alone() {
    var operator = browser.tab(server, "Olga").open("/");
    enter(operator, operatorKey);
    operator.button("New application").click();
    operator.fillDialog("Name", "Harbour", "Create");
    var secret = operator.page().locator(".value code").nth(1).textContent();
    assertThat(secret).startsWith("plaza_sk_");
    operator.page().getByText("Open it").click();
    assertThat(operator.page().locator(".connection")).hasText("Connected");
    operator.open("/#/vitals");
    assertThat(operator.page().locator(".chart")).hasCount(9);

    var ann = browser.tab(server, "Ann").open("/");
    enter(ann, secret);
    assertThat(ann.page().locator(".app-name")).hasText("Harbour");
    assertThat(ann.page().locator(".connection")).hasText("Connected");
    ann.button("New chat").click();
    ann.fillDialog("Name", "Lobby", "Create");
    ann.write("with a key");
    ann.see(1, "with a key");
    var application = server.http().as(secret);
    application.post("/api/v1/chats/1/messages", "{\"body\":\"by the server\"}");
    ann.see(2, "by the server");

    ann.page().getByLabel("Server health").click();
    assertThat(ann.page().locator(".vitals .state")).containsText("For the operator");
    assertThat((String) ann.page().evaluate("JSON.stringify(localStorage)"))
        .doesNotContain("plaza_sk_");
    ann.button("Sign out").click();
    assertThat(ann.page().locator("h1")).hasText("Sign in with a key");
    assertThat(ann.page().evaluate("sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void links_are_shown_to_the_applications_key_and_to_the_operators() {
    var made = server
        .http()
        .as(operatorKey)
        .post("/api/v1/applications", "{\"name\":\"Harbour\"}")
        .json();
    var address = "/#/" + made.path("token").asText() + "/links";
    var ann = browser.tab(server, "Ann").open(address);
    enter(ann, made.path("secret").asText());
    ann.button("New link").click();
    ann.fillDialog("Long URL", "https://example.com/spring", "Create");
    assertThat(ann.page().locator(".link-row")).hasCount(1);

    var operator = browser.tab(server, "Olga").open(address);
    enter(operator, operatorKey);
    operator.page().getByText("https://example.com/spring").click();

    assertThat(operator.page().locator(".link-stats .state")).containsText("No visits yet");
  }

  @Test
  void a_wrong_key_opens_nothing() {
    var mallory = browser.tab(server, "Mallory").open("/").expecting("401");

    enter(mallory, "plaza_sk_guessed");

    assertThat(mallory.page().locator(".problem")).hasText("This key is not valid.");
  }
}
