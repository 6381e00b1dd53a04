package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/// The console's pages of links, and their dialogs.
final class LinksPage {
  /// Where the links lead that are made here.
  static final String TARGET = "https://example.com/a-long-page";

  private LinksPage() {}

  /// A window on an application's list of links.
  static Tab open(Tab tab, String application) {
    tab.open(Tab.hash(application) + "/links");
    PlaywrightAssertions.assertThat(heading(tab)).hasText("Links");
    return tab;
  }

  /// The code of a link that is made.
  ///
  /// @param fields JSON that says more about it, behind a comma
  static String made(Http plaza, String application, String fields) {
    var answer = plaza.post(
        "/shorten?application=" + application.replaceFirst(".*/", ""),
        "{\"url\":\"" + TARGET + "\"" + fields + "}");
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().path("code").asText();
  }

  static Locator heading(Tab tab) {
    return tab.page().locator("h1");
  }

  static Locator rows(Tab tab) {
    return tab.page().locator(".link-row");
  }

  static List<String> names(Tab tab) {
    return tab.page().locator(".link-name").allTextContents();
  }

  static void enter(Tab tab, String label, String value) {
    tab.dialog().getByLabel(label).fill(value);
  }

  static void finish(Tab tab, String verb) {
    tab.dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(verb).setExact(true))
        .click();
  }

  static Locator table(Tab tab, String title) {
    return tab.page()
        .getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(title).setExact(true));
  }

  static Locator figure(Tab tab, String label) {
    return tab.page()
        .locator(".figure", new Page.LocatorOptions().setHasText(label))
        .locator("strong");
  }
}
