package plaza.server.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The settings as flags of a command.
public final class Flags {
  private Flags() {}

  /// Adds a flag for each setting.
  public static void addTo(CommandSpec command) {
    Setting.all().forEach(setting -> command.addOption(option(setting)));
  }

  private static OptionSpec option(Setting setting) {
    var option =
        OptionSpec.builder(setting.flag()).description(setting.description().replace("%", "%%"));
    return switch (setting.kind()) {
      case VALUE -> option.type(String.class).paramLabel(setting.label()).build();
      case LIST ->
        option
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(setting.label())
            .build();
      case SWITCH ->
        option
            .type(String.class)
            .arity("0..1")
            .fallbackValue("true")
            .paramLabel("true|false")
            .build();
    };
  }

  /// Those that were given.
  public static Map<Setting, String> of(ParseResult parsed) {
    var flags = new EnumMap<Setting, String>(Setting.class);
    Setting.all().filter(setting -> parsed.hasMatchedOption(setting.flag())).forEach(setting -> {
      var value = parsed.matchedOptionValue(setting.flag(), (Object) "");
      flags.put(
          setting,
          value instanceof List<?> list
              ? String.join(",", list.stream().map(String::valueOf).toList())
              : String.valueOf(value));
    });
    return flags;
  }
}
