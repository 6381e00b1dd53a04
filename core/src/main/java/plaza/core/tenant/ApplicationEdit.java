package plaza.core.tenant;

import java.util.List;

/// One field of an application, set to a new value. A PATCH is a list of them.
public sealed interface ApplicationEdit {
  record Name(ApplicationName name) implements ApplicationEdit {}

  record MaxMessageLength(int value) implements ApplicationEdit {}

  record CorsOrigins(List<String> origins) implements ApplicationEdit {}

  record ForbiddenWords(List<String> words) implements ApplicationEdit {}

  /// @param value 0: the server's default
  record RatePerSecond(int value) implements ApplicationEdit {}

  record Codes(Settings.LinkCodes value) implements ApplicationEdit {}

  record LinkSchemes(List<String> schemes) implements ApplicationEdit {}

  /// Every setting, as the edit that sets it.
  static List<ApplicationEdit> of(Settings s) {
    return List.of(
        new MaxMessageLength(s.maxMessageLength()),
        new CorsOrigins(s.corsOrigins()),
        new ForbiddenWords(s.forbiddenWords()),
        new RatePerSecond(s.ratePerSecond()),
        new Codes(s.linkCodes()),
        new LinkSchemes(s.linkSchemes()));
  }

  /// The settings after this edit; a name is no setting and leaves them.
  default Settings applyTo(Settings s) {
    return switch (this) {
      case Name _ -> s;
      case MaxMessageLength(var value) ->
        new Settings(
            value,
            s.corsOrigins(),
            s.forbiddenWords(),
            s.ratePerSecond(),
            s.linkCodes(),
            s.linkSchemes());
      case CorsOrigins(var origins) ->
        new Settings(
            s.maxMessageLength(),
            origins,
            s.forbiddenWords(),
            s.ratePerSecond(),
            s.linkCodes(),
            s.linkSchemes());
      case ForbiddenWords(var words) ->
        new Settings(
            s.maxMessageLength(),
            s.corsOrigins(),
            words,
            s.ratePerSecond(),
            s.linkCodes(),
            s.linkSchemes());
      case RatePerSecond(var value) ->
        new Settings(
            s.maxMessageLength(),
            s.corsOrigins(),
            s.forbiddenWords(),
            value,
            s.linkCodes(),
            s.linkSchemes());
      case Codes(var value) ->
        new Settings(
            s.maxMessageLength(),
            s.corsOrigins(),
            s.forbiddenWords(),
            s.ratePerSecond(),
            value,
            s.linkSchemes());
      case LinkSchemes(var schemes) ->
        new Settings(
            s.maxMessageLength(),
            s.corsOrigins(),
            s.forbiddenWords(),
            s.ratePerSecond(),
            s.linkCodes(),
            schemes);
    };
  }
}
