package plaza.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import plaza.server.report.Reasons;

/// The settings' values, and where each comes from.
final class SettingValues {
  /// What other commands read, and what Kubernetes sets for a service that is called plaza.
  private static final Pattern KNOWN =
      Pattern.compile("PLAZA_(URL|KEY|JAVA_OPTS|JDK_URL|JDK_SHA256|SERVICE_.*|PORT_\\d+_.*)");

  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

  /// @param source the name of its source, for error messages
  private record Value(String text, String source) {}

  /// @param flags as given on the command line
  /// @param environment of the process
  static SettingValues of(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    var given = new SettingValues();
    file.ifPresent(given::read);
    environment.keySet().stream()
        .filter(variable -> variable.startsWith(Setting.ENVIRONMENT))
        .filter(variable -> !KNOWN.matcher(variable).matches())
        .filter(variable -> Setting.all().noneMatch(s -> s.variable().equals(variable)))
        .sorted()
        .forEach(variable -> given.problems.add(
            variable + " in the environment is not a setting: plaza serve --help lists them"));
    Setting.all().forEach(setting -> {
      var variable = environment.get(setting.variable());
      if (variable != null) {
        given.values.put(setting, new Value(variable, setting.variable()));
      }
    });
    flags.forEach((setting, text) -> given.values.put(setting, new Value(text, setting.flag())));
    given.values.forEach((setting, value) -> {
      if (value.text().isBlank() && !setting.standard().isEmpty()) {
        given.wrong(setting, "must not be empty");
      }
    });
    return given;
  }

  private void read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(Reasons.unreadable("the configuration file", file, e));
      return;
    }
    for (var key : new TreeSet<>(properties.stringPropertyNames())) {
      var source = key + " in " + file;
      Setting.all()
          .filter(setting -> setting.key().equals(key))
          .findFirst()
          .ifPresentOrElse(
              setting -> values.put(setting, new Value(properties.getProperty(key), source)),
              () -> problems.add(source + " is not a setting: plaza serve --help lists them"));
    }
  }

  List<String> problems() {
    return problems;
  }

  /// Notes what is wrong with a setting.
  void wrong(Setting setting, String problem) {
    var value = values.get(setting);
    problems.add((value == null ? setting.flag() : value.source()) + " " + problem);
  }

  boolean has(Setting setting) {
    return !text(setting).isEmpty();
  }

  String text(Setting setting) {
    var value = values.get(setting);
    return value == null ? setting.standard() : value.text().strip();
  }

  List<String> list(Setting setting) {
    return text(setting).isEmpty()
        ? List.of()
        : List.of(text(setting).split(",", -1)).stream().map(String::strip).toList();
  }

  /// A path; the one to here when it is none.
  Path path(Setting setting) {
    try {
      return Path.of(text(setting));
    } catch (InvalidPathException e) {
      wrong(setting, "is not a path: " + e.getReason());
      return Path.of("");
    }
  }

  boolean isOn(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(setting, "must be true or false, was " + text(setting));
        yield false;
      }
    };
  }

  /// A whole number within bounds; the lower bound when it is none.
  long number(Setting setting, long min, long max) {
    var text = text(setting);
    var number = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    if (number < min || number > max) {
      wrong(setting, "must be " + min + " to " + max + ", was " + text);
      return min;
    }
    return number;
  }
}
