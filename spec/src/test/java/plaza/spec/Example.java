package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An example in the documentation: its commands and their expected output.
///
/// @param line of the page where it begins
/// @param server what its comment tells of the server: options, or `stop`
/// @param script empty when it only tells of the server
record Example(
    int line, Optional<String> server, String script, Optional<Example.Expected> expected) {
  private static final Pattern SERVER = Pattern.compile("<!-- server:?(.*)-->");
  private static final String ANYTHING = "…";

  /// What an event stream sends all its readers every 15 s, those of a moment ago too.
  private static final Pattern SIGN_OF_LIFE = Pattern.compile("(?m)^:\n");

  /// What should be seen.
  ///
  /// @param kind `text`, where white space does not count; `json`, where it counts in texts only;
  ///     or `http`, whose headers are some of those that come, in any order
  record Expected(String kind, String text) {
    void assertIsLike(String what, String output) {
      assertThat(isLike(output))
          .as("%s should show\n%s\n--- and showed\n%s\n---", what, text, output)
          .isTrue();
    }

    boolean isLike(String output) {
      var shown = SIGN_OF_LIFE.matcher(output.replace("\r", "")).replaceAll("").strip();
      return switch (kind) {
        case "http" -> isLikeHttp(shown);
        case "json" -> matches(dense(text), dense(shown));
        default -> matches(withoutSpace(text), withoutSpace(shown));
      };
    }

    private boolean isLikeHttp(String shown) {
      var wanted = text.split("\n\n", 2);
      var seen = shown.split("\n\n", 2);
      var headers = Stream.of(seen[0].split("\n", -1))
          .map(header -> header.toLowerCase(Locale.ROOT))
          .toList();
      var head = Stream.of(wanted[0].split("\n", -1))
          .map(header -> header.toLowerCase(Locale.ROOT))
          .allMatch(want -> headers.stream().anyMatch(header -> matches(want, header)));
      return head
          && (wanted.length == 1
              || matches(dense(wanted[1]), dense(seen.length == 1 ? "" : seen[1])));
    }

    private static boolean matches(String wanted, String shown) {
      var pattern = Stream.of(wanted.split(ANYTHING, -1))
          .map(Pattern::quote)
          .collect(Collectors.joining(".*"));
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(shown).matches();
    }

    private static String withoutSpace(String text) {
      return text.replaceAll("\\s+", "");
    }

    /// JSON without the white space that is outside of its texts.
    private static String dense(String json) {
      var kept = new StringBuilder(json.length());
      var inText = false;
      var escaped = false;
      for (int i = 0; i < json.length(); i++) {
        var c = json.charAt(i);
        inText ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        if (inText || !Character.isWhitespace(c)) {
          kept.append(c);
        }
      }
      return kept.toString();
    }
  }

  /// The examples of a page, in order: blocks of `sh`, each with the block of output behind it.
  static List<Example> of(Path page) throws IOException {
    var examples = new ArrayList<Example>();
    var lines = Files.readAllLines(page);
    var afterScript = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var server = SERVER.matcher(line);
      if (server.matches()) {
        var told = Optional.of(server.group(1).strip());
        examples.add(new Example(i + 1, told, "", Optional.empty()));
        afterScript = false;
      } else if (line.startsWith("```")) {
        var kind = line.substring(3).strip();
        var end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        var block = String.join("\n", lines.subList(i + 1, end));
        if (kind.equals("sh")) {
          examples.add(new Example(i + 1, Optional.empty(), block, Optional.empty()));
        } else if (afterScript && List.of("json", "text", "http").contains(kind)) {
          examples.add(examples.removeLast().showing(new Expected(kind, block)));
        }
        afterScript = kind.equals("sh");
        i = end;
      } else if (!line.isBlank() && line.startsWith("#")) {
        afterScript = false;
      }
    }
    return examples;
  }

  private Example showing(Expected shown) {
    return new Example(line, server, script, Optional.of(shown));
  }
}
