package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/// A window of a browser with the console in it; it notes whatever the page complains of.
final class Tab {
  private static final double WAIT_MS_MAX = 15_000;

  private final BrowserContext context;
  private final Page page;
  private final String name;
  private final List<String> complaints = new ArrayList<>();
  private boolean networkMayFail;
  private String expected = "\n";

  Tab(BrowserContext context, String url, String name) {
    this.context = context;
    this.name = name;
    context.setDefaultTimeout(WAIT_MS_MAX);
    context.addInitScript(
        "localStorage.getItem('plaza.sender') ?? localStorage.setItem('plaza.sender', '%s')"
            .formatted(name));
    this.page = context.newPage();
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onRequest(request -> {
      if (!request.url().startsWith(url)) {
        complaints.add("asked another host: " + request.url());
      }
    });
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /// From now on the server may be away: failed calls are no complaint.
  Tab expectingOutage() {
    networkMayFail = true;
    return this;
  }

  /// The browser itself tells of every answer that is not a success: of these it may.
  Tab expecting(String status) {
    expected = "status of " + status;
    return this;
  }

  /// Nothing was complained of, and nothing asked of another host.
  void assertContent() {
    assertThat(complaints)
        .as("complaints of " + name + "'s page")
        .filteredOn(text -> !networkMayFail || !isOfNetwork(text))
        .filteredOn(text -> !text.contains(expected))
        .isEmpty();
  }

  private static boolean isOfNetwork(String text) {
    return text.contains("net::ERR_") || text.contains("WebSocket connection to");
  }

  Tab open(String path) {
    page.navigate(path);
    return this;
  }

  /// Opens a chat, and waits until it is live.
  Tab openChat(String chat) {
    open(hash(chat));
    assertThat(page.locator(".connection")).hasText("Connected");
    assertThat(page.locator(".log")).isVisible();
    page.locator(".message, .log .state").first().waitFor();
    return this;
  }

  /// The console's address of what the API calls `/api/v1/applications/…`.
  static String hash(String path) {
    return "/#" + path.substring("/api/v1/applications".length());
  }

  Locator button(String label) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true))
        .first();
  }

  Locator dialog() {
    return page.locator("dialog");
  }

  Tab fillDialog(String label, String value, String verb) {
    dialog().getByLabel(label).fill(value);
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(verb).setExact(true))
        .click();
    dialog()
        .waitFor(new Locator.WaitForOptions()
            .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    return this;
  }

  Tab write(String body) {
    page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(body);
    page.keyboard().press("Enter");
    return this;
  }

  Locator message(long number) {
    return page.locator("[data-number='" + number + "'] .message");
  }

  Locator messages() {
    return page.locator("[data-number]");
  }

  /// The texts of all messages that are in the page, from the top.
  List<String> bodies() {
    return page.locator("[data-number] .body").allTextContents();
  }

  void see(long number, String body) {
    assertThat(message(number).locator(".body")).hasText(body);
  }

  void close() {
    context.close();
  }
}
