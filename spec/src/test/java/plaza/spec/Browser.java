package plaza.spec;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real browser, in which people use the console. As a static extension of a test class it lives
/// as long as that, and after each test its windows are closed: nobody may have complained.
final class Browser implements AutoCloseable, AfterEachCallback, AfterAllCallback {
  private static final String COMMAND = "chromium-headless-shell";

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<Tab> tabs = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Browser start() {
    var playwright = Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new BrowserType.LaunchOptions()
        .setExecutablePath(executable())
        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
    return new Browser(playwright, playwright.chromium().launch(options));
  }

  private static Path executable() {
    var path = System.getenv().getOrDefault("PATH", "");
    for (var directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      var file = Path.of(directory, COMMAND);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IllegalStateException(COMMAND + " is not on the PATH: bin/test installs it");
  }

  /// Somebody's browser window: what it stores is its own.
  Tab tab(PlazaServer server, String name) {
    return tab(server, name, new NewContextOptions().setViewportSize(1280, 800));
  }

  Tab phone(PlazaServer server, String name) {
    return tab(server, name, new NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
  }

  Tab tab(PlazaServer server, String name, ColorScheme theme) {
    var options = new NewContextOptions().setViewportSize(1280, 800).setColorScheme(theme);
    return tab(server, name, options);
  }

  private Tab tab(PlazaServer server, String name, NewContextOptions options) {
    var tab = new Tab(browser.newContext(options.setBaseURL(server.url())), server.url(), name);
    tabs.add(tab);
    return tab;
  }

  /// Closes the windows, none of which may have complained.
  void closeTabs() {
    var closing = List.copyOf(tabs);
    tabs.clear();
    try {
      closing.forEach(Tab::assertContent);
    } finally {
      closing.forEach(Tab::close);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    closeTabs();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
