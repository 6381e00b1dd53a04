package plaza.core.tenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.text.Texts;
import plaza.core.text.Words;

/// What an application may set for itself. Each setting is declared here, and nowhere else.
///
/// @param values those that are not their setting's initial value
public record Settings(Map<ApplicationSetting<?>, Object> values) {
  /// The most that [#maxMessageLength] may be.
  public static final int MESSAGE_LENGTH_MAX = 20_000;

  /// The most forbidden words.
  public static final int WORDS_MAX = 1_000;

  /// The most that [#ratePerSecond] may be.
  public static final int RATE_MAX = 1_000_000;

  private static final int ORIGINS_MAX = 100;
  private static final int SCHEMES_MAX = 20;

  /// The most that all forbidden words may have when they are folded, in units of UTF-16: what the
  /// most and longest words have, of any script.
  private static final int FOLDED_WORDS_LENGTH_MAX = 2 * WORDS_MAX * SettingType.ENTRY_LENGTH_MAX;

  private static final Pattern ORIGIN = Pattern.compile(
      "http(s?)://(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:]+])(?::([1-9]\\d{0,4}))?");

  /// How codes of short links are generated: a keyed permutation of a counter, or the counter
  /// itself.
  public enum LinkCodes {
    PERMUTED,
    PLAIN
  }

  public static final ApplicationSetting<Integer> MAX_MESSAGE_LENGTH = new ApplicationSetting<>(
      2,
      "max_message_length",
      new SettingType.WholeNumber(MESSAGE_LENGTH_MAX, false),
      4_000,
      "In Unicode code points of the trimmed text");

  public static final ApplicationSetting<List<String>> CORS_ORIGINS = new ApplicationSetting<>(
      3,
      "cors_origins",
      new SettingType.TextList(0, ORIGINS_MAX, Settings::originsProblem, _ -> Optional.empty()),
      List.of(),
      "Origins as browsers send them, or *");

  public static final ApplicationSetting<List<String>> FORBIDDEN_WORDS = new ApplicationSetting<>(
      4,
      "forbidden_words",
      new SettingType.TextList(0, WORDS_MAX, _ -> Optional.empty(), Settings::wordsProblem),
      List.of(),
      "A message that contains one of these words, ignoring case and accents, is rejected");

  public static final ApplicationSetting<Integer> RATE_PER_SECOND = new ApplicationSetting<>(
      5,
      "rate_per_second",
      new SettingType.WholeNumber(RATE_MAX, true),
      0,
      "Write requests per second; null: the server's default");

  public static final ApplicationSetting<LinkCodes> LINK_CODES = new ApplicationSetting<>(
      6,
      "link_codes",
      new SettingType.Choice<>(List.of(LinkCodes.PERMUTED, LinkCodes.PLAIN)),
      LinkCodes.PERMUTED,
      "How codes of short links are generated");

  /// What earlier versions took must be read for ever; [TargetPolicy] judges it again.
  public static final ApplicationSetting<List<String>> LINK_SCHEMES = new ApplicationSetting<>(
      7,
      "link_schemes",
      new SettingType.TextList(
          1, SCHEMES_MAX, Settings::schemesProblem, Settings::unsafeSchemesProblem),
      List.of("http", "https"),
      "Allowed schemes of the targets of short links");

  /// All settings, in the order in which answers show them.
  public static final List<ApplicationSetting<?>> ALL = List.of(
      MAX_MESSAGE_LENGTH, CORS_ORIGINS, FORBIDDEN_WORDS, RATE_PER_SECOND, LINK_CODES, LINK_SCHEMES);

  /// The settings of a new application.
  public static final Settings DEFAULT = new Settings(Map.of());

  public Settings {
    var others = new HashMap<ApplicationSetting<?>, Object>();
    values.forEach((setting, value) -> {
      setting.problem(value).ifPresent(problem -> {
        throw new IllegalArgumentException(setting.name() + " " + problem);
      });
      var checked = setting.type().cast(value);
      if (!checked.equals(setting.initial())) {
        others.put(setting, checked);
      }
    });
    values = Map.copyOf(others);
  }

  /// The setting that events and rows give this number.
  ///
  /// @throws IllegalArgumentException none has it
  static ApplicationSetting<?> numbered(long number) {
    for (var setting : ALL) {
      if (setting.number() == number) {
        return setting;
      }
    }
    throw new IllegalArgumentException("unknown field " + number);
  }

  // The constructor has checked the type.
  @SuppressWarnings("unchecked")
  public <T> T get(ApplicationSetting<T> setting) {
    var value = values.get(setting);
    return value == null ? setting.initial() : (T) value;
  }

  public int maxMessageLength() {
    return get(MAX_MESSAGE_LENGTH);
  }

  /// The origins whose pages may call with this application's credentials.
  public List<String> corsOrigins() {
    return get(CORS_ORIGINS);
  }

  /// A message that contains one of them is refused.
  public List<String> forbiddenWords() {
    return get(FORBIDDEN_WORDS);
  }

  /// Changes a second; 0: the server's default.
  public int ratePerSecond() {
    return get(RATE_PER_SECOND);
  }

  public LinkCodes linkCodes() {
    return get(LINK_CODES);
  }

  public List<String> linkSchemes() {
    return get(LINK_SCHEMES);
  }

  Settings with(ApplicationEdit.Set edit) {
    var changed = new HashMap<>(values);
    changed.put(edit.setting(), edit.value());
    return new Settings(changed);
  }

  /// These settings with one of them changed.
  public <T> Settings with(ApplicationSetting<T> setting, T value) {
    return with(setting.to(value));
  }

  private static Optional<String> originsProblem(List<String> origins) {
    return origins.stream().allMatch(o -> o.equals("*") || isOrigin(o))
        ? Optional.empty()
        : Optional.of(
            "must be origins as browsers send them, such as https://app.example: in lower case, "
                + "without a path, without a port that is the scheme's own");
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

  /// Words must have something left after folding. Rows may have others, which were words before
  /// folding took more away: they forbid nothing.
  private static Optional<String> wordsProblem(List<String> words) {
    return words.stream().anyMatch(word -> Words.plain(word).isBlank())
        ? Optional.of("must be words that contain a letter, digit or sign")
        : foldedWordsProblem(words);
  }

  /// Some characters become eighteen when they are folded, and what is folded is kept in memory.
  private static Optional<String> foldedWordsProblem(List<String> words) {
    var length = words.stream().mapToLong(word -> Words.plain(word).length()).sum();
    return length > FOLDED_WORDS_LENGTH_MAX
        ? Optional.of("are too long in total after folding (maximum is " + FOLDED_WORDS_LENGTH_MAX
            + " characters, had " + length + ")")
        : Optional.empty();
  }

  private static Optional<String> schemesProblem(List<String> schemes) {
    if (schemes.contains("javascript")
        || schemes.contains("data")
        || schemes.contains("vbscript")) {
      return Optional.of("must not contain javascript, data or vbscript");
    }
    return schemes.stream().allMatch(s -> s.matches("[a-z][a-z0-9+.-]*"))
        ? Optional.empty()
        : Optional.of("must be schemes such as https, in lower case and without a colon");
  }

  private static Optional<String> unsafeSchemesProblem(List<String> schemes) {
    return schemes.stream()
        .filter(UnsafeSchemes::has)
        .findFirst()
        .map(scheme -> "must not contain " + scheme + ", which is unsafe");
  }

  /// Why a message with this body is too long for the application; empty when it isn't.
  Optional<String> lengthProblem(String body) {
    var length = Texts.length(body);
    return length > maxMessageLength()
        ? Optional.of(
            "is too long (maximum is " + maxMessageLength() + " characters, had " + length + ")")
        : Optional.empty();
  }
}
