package plaza.core.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.text.Texts;

/// A condition of a rule.
///
/// @param key the name of a query's parameter; empty where none is asked for
/// @param value as [Kind] says
public record Condition(Kind kind, String key, String value) {
  /// The longest key or value, in Unicode code points.
  public static final int LENGTH_MAX = 255;

  /// What is asked, each with the number that it is written as.
  public enum Kind {
    /// The value is one of [#DEVICES].
    DEVICE(0),
    /// The value is a language that the browser asks for: `en` is met by `en-GB` too.
    LANGUAGE(1),
    /// The short URL's query has this parameter with this value.
    QUERY(2),
    /// It has this parameter, with any value.
    QUERY_ANY_VALUE(3),
    /// It has this parameter, without a value.
    QUERY_NO_VALUE(4),
    /// It is before the value, an instant as RFC 3339 has it.
    BEFORE(5),
    /// It is the value, or after it.
    AFTER(6),
    /// The value is one of [#BROWSERS].
    BROWSER(7);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /// What devices can be asked for.
  public static final List<String> DEVICES =
      List.of("android", "ios", "mobile", "windows", "macos", "linux", "chromeos", "desktop");

  /// What browsers can be asked for.
  public static final List<String> BROWSERS =
      List.of("chrome", "firefox", "edge", "safari", "opera", "android_browser");

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z]{2,4})?");

  public Condition {
    problem(kind, key, value).ifPresent(problem -> {
      throw new IllegalArgumentException("a condition " + problem);
    });
  }

  /// What is wrong with a condition; empty when nothing is.
  public static Optional<String> problem(Kind kind, String key, String value) {
    return switch (kind) {
      case DEVICE -> oneOf(DEVICES, value);
      case BROWSER -> oneOf(BROWSERS, value);
      case LANGUAGE ->
        LANGUAGE.matcher(value).matches()
            ? Optional.empty()
            : Optional.of("must name a language, such as en or en-GB");
      case QUERY -> keyProblem(key).or(() -> Texts.problem(value, LENGTH_MAX));
      case QUERY_ANY_VALUE, QUERY_NO_VALUE -> keyProblem(key);
      case BEFORE, AFTER ->
        instant(value).isPresent()
            ? Optional.empty()
            : Optional.of("must be a time such as 2026-01-31T12:00:00Z");
    };
  }

  private static Optional<String> oneOf(List<String> known, String value) {
    return known.contains(value)
        ? Optional.empty()
        : Optional.of("must be one of " + String.join(", ", known));
  }

  private static Optional<String> keyProblem(String key) {
    return key.isEmpty() ? Optional.of("must name a parameter") : Texts.problem(key, LENGTH_MAX);
  }

  private static Optional<Instant> instant(String value) {
    try {
      return Optional.of(Instant.parse(value));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean holds(MatchContext now) {
    return switch (kind) {
      case DEVICE -> now.isDevice(value);
      case BROWSER -> now.isBrowser(value);
      case LANGUAGE -> now.languages().stream().anyMatch(this::isLanguage);
      case QUERY -> now.parameter(key).contains(value);
      case QUERY_ANY_VALUE -> !now.parameter(key).isEmpty();
      case QUERY_NO_VALUE -> now.parameter(key).contains("");
      case BEFORE -> now.at().isBefore(Instant.parse(value));
      case AFTER -> !now.at().isBefore(Instant.parse(value));
    };
  }

  private boolean isLanguage(String asked) {
    return asked.equalsIgnoreCase(value)
        || asked.regionMatches(true, 0, value + "-", 0, value.length() + 1);
  }

  void write(EventWriter out) {
    out.number(kind.code).text(key).text(value);
  }

  static Condition read(EventReader in) {
    var code = in.number();
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .map(known -> new Condition(known, in.text(), in.text()))
        .orElseThrow(() -> new IllegalArgumentException("unknown condition " + code));
  }
}
