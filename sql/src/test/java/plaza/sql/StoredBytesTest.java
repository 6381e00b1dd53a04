package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plaza.core.event.RowFormat;
import plaza.core.product.Features;

/// Every column of bytes has a format with versions.
class StoredBytesTest {
  private static final Pattern BYTES = Pattern.compile(
      "(?m)^ *(?:ALTER TABLE \\w+ ADD COLUMN )?(\\w+) (?:\\w*(?:BLOB|BINARY)\\b|\\$\\{bytes\\})");

  /// Columns that have no layout to change: a digest and a key of fixed length, and an event as it
  /// was in the log, which has a version of its own.
  private static final Set<String> WITHOUT_LAYOUT =
      Set.of("request.digest", "code_key.bytes", "dead_letter.bytes");

  /// Names of formats that are not the column's.
  private static String column(String format) {
    return switch (format) {
      case "settings" -> "application.settings";
      case "tags", "rules" -> "link." + format;
      case "tally" -> "link_tally.tally";
      case "sightings" -> "visit_group.sightings";
      case "outcomes" -> "outcome.outcomes";
      default -> "the format " + format + " without a column";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "mysql"})
  void every_column_of_bytes_has_a_format_with_versions(String dialect) throws IOException {
    var columns = new TreeSet<String>();
    for (var folder : List.of(dialect, "shared")) {
      try (var files = Files.list(Path.of("src/main/resources/plaza/sql/migration", folder))) {
        for (var file : files.toList()) {
          columns.addAll(columnsOfBytes(Files.readString(file)));
        }
      }
    }

    var known = new HashSet<>(WITHOUT_LAYOUT);
    known.addAll(Features.rowFormats().stream()
        .map(RowFormat::name)
        .map(StoredBytesTest::column)
        .collect(Collectors.toSet()));
    assertThat(columns).isEqualTo(known);
  }

  private static Set<String> columnsOfBytes(String migration) {
    var found = new HashSet<String>();
    for (var statement : migration.split(";", -1)) {
      var table = Pattern.compile("TABLE (?:IF NOT EXISTS )?(\\w+)").matcher(statement);
      if (table.find()) {
        BYTES
            .matcher(statement)
            .results()
            .forEach(column -> found.add(table.group(1) + "." + column.group(1)));
      }
    }
    return found;
  }
}
