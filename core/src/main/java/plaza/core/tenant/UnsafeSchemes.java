package plaza.core.tenant;

import java.util.Set;

/// Schemes that no link may lead to, whatever an application allows: a browser runs what such a URL
/// holds, shows its own pages or a file of its machine, or takes what stands behind the scheme for
/// another URL (`view-source:javascript:…`), which a list of allowed schemes then would not see.
public final class UnsafeSchemes {
  private static final Set<String> EXACTLY = Set.of(
      // Schemes that execute code, or contain a page.
      "javascript",
      "x-javascript",
      "livescript",
      "mocha",
      "vbscript",
      "vbs",
      "data",
      "mhtml",
      "about",
      "unsafe",
      // What holds another URL.
      "view-source",
      "feed",
      "feeds",
      "pcast",
      "blob",
      "filesystem",
      "jar",
      "wyciwyg",
      "cid",
      "mid",
      // The visitor's own machine and browser.
      "file",
      "res",
      "resource",
      "content",
      "shell",
      "its",
      "ms-its",
      "mk",
      "search",
      "search-ms",
      "ms-msdt",
      "ms-officecmd",
      "ms-appinstaller",
      "chrome",
      "chrome-search",
      "chrome-untrusted",
      "devtools",
      "edge",
      "opera",
      "brave",
      "vivaldi",
      "moz-icon",
      "moz-safe-about",
      "page-icon");

  private static final String EXTENSION = "-extension";

  private UnsafeSchemes() {}

  /// @param scheme in lower case, without a colon
  public static boolean has(String scheme) {
    return EXACTLY.contains(scheme) || scheme.endsWith(EXTENSION);
  }
}
