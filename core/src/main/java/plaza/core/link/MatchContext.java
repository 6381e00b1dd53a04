package plaza.core.link;

import java.time.Instant;
import java.util.List;

/// The circumstances of a redirect that rules are matched against.
public interface MatchContext {
  Instant at();

  /// @param device one of [Condition#DEVICES]
  boolean isDevice(String device);

  /// @param browser one of [Condition#BROWSERS]
  boolean isBrowser(String browser);

  /// The languages that the browser asks for, such as `en-GB`.
  List<String> languages();

  /// The values that the short URL's query gives this parameter.
  List<String> parameter(String name);
}
