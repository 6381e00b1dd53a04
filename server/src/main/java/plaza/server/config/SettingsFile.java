package plaza.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import plaza.server.report.Reasons;

/// A file of properties: each key's value and the line that it is on. All that is wrong is gathered
/// and told at once.
final class SettingsFile {
  private final Path file;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /// @param what the file is, for people
  /// @throws ConfigException it can't be read
  SettingsFile(String what, Path file) {
    this.file = file;
    try {
      read(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(List.of(Reasons.unreadable(what, file, e)));
    }
  }

  private void read(List<String> all) throws IOException {
    for (int i = 0; i < all.size(); i++) {
      var first = i + 1;
      var line = new StringBuilder(all.get(i));
      while (goesOn(line) && i + 1 < all.size()) {
        line.append('\n').append(all.get(++i));
      }
      var one = new Properties();
      one.load(new StringReader(line.toString()));
      for (var key : one.stringPropertyNames()) {
        add(key, one.getProperty(key).strip(), first);
      }
    }
  }

  /// Whether a line that is no comment ends with an odd number of backslashes.
  private static boolean goesOn(CharSequence line) {
    var text = line.toString();
    return !text.stripLeading().matches("(?s)[#!].*")
        && (text.length() - text.replaceFirst("\\\\+$", "").length()) % 2 == 1;
  }

  private void add(String key, String value, int line) {
    var before = lines.put(key, line);
    if (before != null) {
      problem(key, "is given twice, on line " + before + " too");
    }
    values.put(key, value);
  }

  /// All keys, in order.
  Iterable<String> keys() {
    return new TreeSet<>(values.keySet());
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /// Empty when it is not there.
  String value(String key) {
    return values.getOrDefault(key, "");
  }

  /// Notes that something is wrong with a key.
  ///
  /// @param what the rest of a sentence that begins with the key and its place
  void problem(String key, String what) {
    var line = lines.get(key);
    problems.add(key + " in " + file + (line == null ? " " : ", line " + line + ", ") + what);
  }

  /// @throws ConfigException something is wrong
  void requireGood() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
