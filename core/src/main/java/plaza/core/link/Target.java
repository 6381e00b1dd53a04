package plaza.core.link;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.text.Texts;

/// The target of a link: an absolute URL, stored as given. It is taken apart as browsers do it
/// (WHATWG URL), not as RFC 3986 has it: they are who follow it.
public record Target(String url) {
  /// The longest target, in characters.
  public static final int LENGTH_MAX = 4_096;

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
  private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*).*");

  public Target {
    problem(url).ifPresent(problem -> {
      throw new IllegalArgumentException("a target " + problem);
    });
  }

  /// What is wrong with `url` as a target; empty when nothing is.
  public static Optional<String> problem(String url) {
    var problem = Texts.problem(url, LENGTH_MAX);
    if (problem.isPresent()) {
      return problem;
    }
    if (url.codePoints().anyMatch(c -> Texts.isSpace(c) || Character.isISOControl(c))) {
      return Optional.of("must not contain white space or control characters");
    }
    var parts = SCHEME.matcher(url);
    if (!parts.matches()) {
      return Optional.of("must begin with a scheme, such as https://");
    }
    return isWeb(parts.group(1)) ? webProblem(parts.group(2)) : restProblem(parts.group(2));
  }

  private static boolean isWeb(String scheme) {
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  private static Optional<String> webProblem(String rest) {
    var authority = AUTHORITY.matcher(rest);
    if (!authority.matches() || authority.group(1).replaceFirst(":\\d*$", "").isEmpty()) {
      return Optional.of("must name a host after //");
    }
    if (authority.group(1).contains("\\")) {
      return Optional.of("must not have a backslash in its host: some clients read it as a slash");
    }
    return authority.group(1).contains("@")
        ? Optional.of("must not contain a user or a password: they would be public")
        : Optional.empty();
  }

  private static Optional<String> restProblem(String rest) {
    return rest.isEmpty() ? Optional.of("must have content after its scheme") : Optional.empty();
  }

  /// Whether it names a host, as `https://host` does and `mailto:ann@host` does not.
  public boolean isHierarchical() {
    return url.startsWith("//", url.indexOf(':') + 1);
  }

  /// In lower case.
  public String scheme() {
    return url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  /// Host and port as the URL has them, in lower case, without the port that is the scheme's own;
  /// empty for a scheme that has none.
  public String authority() {
    var scheme = scheme();
    var authority = AUTHORITY.matcher(url.substring(scheme.length() + 1));
    if (!authority.matches()) {
      return "";
    }
    var own = scheme.equals("https") ? ":443" : ":80";
    var text = Texts.asciiLowerCase(authority.group(1));
    return text.endsWith(own) ? text.substring(0, text.length() - own.length()) : text;
  }
}
