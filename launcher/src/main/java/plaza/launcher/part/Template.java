package plaza.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An example of `deploy/`, with other values in the places of its own. It has one setting in a
/// line: `key=value`, `key = value`, `key: value`, `key value` or `key value;`.
public final class Template {
  private final String name;
  private final List<String> lines;

  private Template(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  public static Template of(Path file) {
    try {
      return new Template(
          String.valueOf(file.getFileName()), new ArrayList<>(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives a setting another value.
  ///
  /// @throws IllegalArgumentException if the example does not have it
  public Template set(String key, Object value) {
    return set(key, List.of(value));
  }

  /// Gives a setting that stands in a line for each of its values other ones.
  public Template set(String key, List<?> values) {
    var places = places(key);
    var first = places.getFirst();
    var match = match(key, lines.get(first));
    if (!match.matches()) {
      throw new IllegalStateException(key);
    }
    remove(places);
    for (int i = 0; i < values.size(); i++) {
      lines.add(first + i, match.group(1) + values.get(i) + match.group(3));
    }
    return this;
  }

  /// Leaves a setting out.
  public Template without(String key) {
    remove(places(key));
    return this;
  }

  /// Adds a line of what the example has no need of.
  public Template add(String line) {
    lines.add(line);
    return this;
  }

  private List<Integer> places(String key) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      if (match(key, lines.get(i)).matches()) {
        places.add(i);
      }
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException(name + " has no " + key);
    }
    return places;
  }

  private void remove(List<Integer> places) {
    for (int place : places.reversed()) {
      lines.remove(place);
    }
  }

  /// A block of nginx ends in `{`, and is no setting.
  private static Matcher match(String key, String line) {
    return Pattern.compile("(\\s*" + Pattern.quote(key) + "(?:\\s*[=:]\\s*|\\s+))([^{]*?)(;?\\s*)")
        .matcher(line);
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /// Writes it, unless there is such a file: what people have changed in it holds.
  public void writeOnce(Path file) {
    if (!Files.exists(file)) {
      write(file);
    }
  }

  /// Writes it in the place of the file before.
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
