package plaza.core.tenant;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.text.Texts;
import plaza.core.text.Words;

/// What an application may set for itself.
///
/// @param maxMessageLength in Unicode code points of the trimmed text
/// @param corsOrigins the origins whose pages may call with this application's credentials, for
///     example `https://app.example`
/// @param forbiddenWords a message that contains one of them, case and accents aside, is refused
/// @param ratePerSecond changes a second; 0 means the server's default
/// @param linkCodes how codes of short links are made
/// @param linkSchemes the schemes that a short link may lead to
public record Settings(
    int maxMessageLength,
    List<String> corsOrigins,
    List<String> forbiddenWords,
    int ratePerSecond,
    LinkCodes linkCodes,
    List<String> linkSchemes) {
  /// The most that [#maxMessageLength] may be.
  public static final int MESSAGE_LENGTH_MAX = 20_000;

  /// The most forbidden words.
  public static final int WORDS_MAX = 1_000;

  /// The most that [#ratePerSecond] may be.
  public static final int RATE_MAX = 1_000_000;

  private static final Pattern ORIGIN = Pattern.compile(
      "http(s?)://(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:]+])(?::([1-9]\\d{0,4}))?");

  private static final int ORIGINS_MAX = 100;
  private static final int SCHEMES_MAX = 20;
  private static final int ENTRY_LENGTH_MAX = 255;

  /// The most that all forbidden words may have when they are folded, in units of UTF-16: what the
  /// most and longest words have, of any script.
  private static final int FOLDED_WORDS_LENGTH_MAX = 2 * WORDS_MAX * ENTRY_LENGTH_MAX;

  /// The settings of a new application, and what stored settings are that lack one: a default that
  /// changed would change old applications.
  public static final Settings DEFAULT =
      new Settings(4_000, List.of(), List.of(), 0, LinkCodes.PERMUTED, List.of("http", "https"));

  /// How codes of short links are made: a keyed permutation of a counter, or the counter itself.
  public enum LinkCodes {
    PERMUTED,
    PLAIN
  }

  public Settings {
    corsOrigins = List.copyOf(corsOrigins);
    forbiddenWords = List.copyOf(forbiddenWords);
    linkSchemes = List.copyOf(linkSchemes);
    refuse("max_message_length", maxMessageLengthProblem(maxMessageLength));
    refuse("cors_origins", corsOriginsProblem(corsOrigins));
    refuse("forbidden_words", forbiddenWordsProblem(forbiddenWords));
    refuse(
        "rate_per_second",
        ratePerSecond == 0 ? Optional.empty() : ratePerSecondProblem(ratePerSecond));
    // What earlier versions took must be read for ever; TargetPolicy judges it again.
    refuse("link_schemes", linkSchemesFormProblem(linkSchemes));
  }

  private static void refuse(String setting, Optional<String> problem) {
    problem.ifPresent(words -> {
      throw new IllegalArgumentException(setting + " " + words);
    });
  }

  public static Optional<String> maxMessageLengthProblem(long value) {
    return between(value, MESSAGE_LENGTH_MAX);
  }

  public static Optional<String> ratePerSecondProblem(long value) {
    return between(value, RATE_MAX);
  }

  private static Optional<String> between(long value, int max) {
    return value >= 1 && value <= max
        ? Optional.empty()
        : Optional.of("must be 1 to " + max + ", was " + value);
  }

  /// Origins as browsers send them: scheme, host and port, no path; or `*` for any.
  public static Optional<String> corsOriginsProblem(List<String> origins) {
    return entriesProblem(origins, ORIGINS_MAX)
        .or(() -> origins.stream().allMatch(o -> o.equals("*") || isOrigin(o))
            ? Optional.empty()
            : Optional.of(
                "must be origins as browsers send them, such as https://app.example: in lower case, "
                    + "without a path, without a port that is the scheme's own"));
  }

  /// As RFC 6454 writes it: another form would be stored and never match.
  private static boolean isOrigin(String text) {
    var match = ORIGIN.matcher(text);
    if (!match.matches()) {
      return false;
    }
    var port = match.group(2);
    return port == null
        || (Integer.parseInt(port) <= 65_535
            && !port.equals(match.group(1).isEmpty() ? "80" : "443"));
  }

  /// Words must have something left after folding, or they would forbid every message.
  public static Optional<String> forbiddenWordsProblem(List<String> words) {
    return entriesProblem(words, WORDS_MAX)
        .or(() -> words.stream().anyMatch(Settings::isBlankWhenPlain)
            ? Optional.of("must be words with a letter, digit or sign each")
            : Optional.empty());
  }

  /// Rows are read often: only a word without a letter or digit must be folded to be judged.
  private static boolean isBlankWhenPlain(String word) {
    return word.codePoints().noneMatch(Character::isLetterOrDigit)
        && Words.plain(word).isBlank();
  }

  /// Why forbidden words that are to be set are too much; empty when they aren't. Some characters
  /// become eighteen when they are folded, and what is folded is kept in memory.
  public static Optional<String> newForbiddenWordsProblem(List<String> words) {
    return forbiddenWordsProblem(words).or(() -> {
      var length = words.stream().mapToLong(word -> Words.plain(word).length()).sum();
      return length > FOLDED_WORDS_LENGTH_MAX
          ? Optional.of("are too long together when they are folded (maximum is "
              + FOLDED_WORDS_LENGTH_MAX + " characters, had " + length + ")")
          : Optional.empty();
    });
  }

  /// What is wrong with schemes that an application is to allow; empty when nothing is.
  public static Optional<String> linkSchemesProblem(List<String> schemes) {
    return linkSchemesFormProblem(schemes)
        .or(() -> schemes.stream()
            .filter(UnsafeSchemes::has)
            .findFirst()
            .map(scheme -> "must not contain " + scheme + ", which is safe for nobody"));
  }

  private static Optional<String> linkSchemesFormProblem(List<String> schemes) {
    return entriesProblem(schemes, SCHEMES_MAX).or(() -> {
      if (schemes.isEmpty()) {
        return Optional.of("can't be empty");
      }
      if (schemes.contains("javascript")
          || schemes.contains("data")
          || schemes.contains("vbscript")) {
        return Optional.of("must not contain javascript, data or vbscript");
      }
      return schemes.stream().allMatch(s -> s.matches("[a-z][a-z0-9+.-]*"))
          ? Optional.empty()
          : Optional.of("must be schemes such as https, in lower case and without a colon");
    });
  }

  private static Optional<String> entriesProblem(List<String> entries, int countMax) {
    if (entries.size() > countMax) {
      return Optional.of(
          "has too many entries (maximum is " + countMax + ", had " + entries.size() + ")");
    }
    return entries.stream()
        .flatMap(entry -> Texts.problem(entry, ENTRY_LENGTH_MAX).stream())
        .findFirst()
        .map(problem -> "has an entry that " + problem);
  }

  /// Why a message with this body is too long for the application; empty when it isn't.
  Optional<String> lengthProblem(String body) {
    var length = Texts.length(body);
    return length > maxMessageLength
        ? Optional.of(
            "is too long (maximum is " + maxMessageLength + " characters, had " + length + ")")
        : Optional.empty();
  }
}
