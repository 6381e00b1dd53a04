package plaza.core.visit;

import java.util.Map;

/// The stored profile of a visitor: no address, and nothing that identifies a person.
///
/// @param referrer the host of the page that the visitor came from; empty: not known
/// @param browser for example `Firefox`; empty: not known, as with the next three
/// @param system for example `Android`
/// @param device `desktop`, `phone` or `tablet`
/// @param language the first that the browser asks for, without the country
/// @param bot whether it is an automated client
public record ClientProfile(
    String referrer, String browser, String system, String device, String language, boolean bot) {
  /// The longest text of each, in characters: what is longer is cut.
  public static final int LENGTH_MAX = 100;

  /// Nothing is known.
  public static final ClientProfile NONE = new ClientProfile("", "", "", "", "", false);

  public ClientProfile {
    referrer = cut(referrer, LENGTH_MAX);
    browser = cut(browser, LENGTH_MAX);
    system = cut(system, LENGTH_MAX);
    device = cut(device, LENGTH_MAX);
    language = cut(language, LENGTH_MAX);
  }

  /// @param texts what is known of each part; a part that is not there is not known
  static ClientProfile of(Map<Dimension, String> texts, boolean bot) {
    return new ClientProfile(
        texts.getOrDefault(Dimension.REFERRER, ""),
        texts.getOrDefault(Dimension.BROWSER, ""),
        texts.getOrDefault(Dimension.SYSTEM, ""),
        texts.getOrDefault(Dimension.DEVICE, ""),
        texts.getOrDefault(Dimension.LANGUAGE, ""),
        bot);
  }

  /// The text, or as much of it as there is room for.
  static String cut(String text, int lengthMax) {
    if (text.length() <= lengthMax) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
    return text.substring(0, end);
  }
}
