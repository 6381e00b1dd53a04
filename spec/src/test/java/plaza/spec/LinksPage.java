package plaza.spec;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/// What there is on the console's pages of links, and what is done in their dialogs.
final class LinksPage {
  private LinksPage() {}

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
