package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Path FOLDER = Path.of("src/main/resources/plaza/sql/migration");
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");

  /// The migrations of one kind of database, with the digest of each: databases that have run one
  /// refuse another text. New ones are one text for all, in `shared/`, and are not listed here;
  /// one that can't be is added.
  private static final String LANDED = """
      79d5f480b67cd7c27e7af9e267f75e42f945d5460daed35466f87ac5999b7b20  mysql/V1__chat.sql
      290b74cc797eb997a4071014c61cb270f7fb132baecf099116795557448b8b35  mysql/V2__link.sql
      85d49902d98ce0ffdda7986dc7380e705c7fcce0cb411dcbea7a7c582342ab5f  mysql/V3__link_block.sql
      c667eb7a376f0e577df1ead19b4beb825da4a1e62ea29bf494fc09a349ab0766  mysql/V4__row_versions.sql
      3b5d05511f807070263518495f6d3923672534249acb756a29785bde8d149c9f  sqlite/V1__chat.sql
      5e8257e920065cde34c08260f319219353303f1768521dee87499ef7458e52d9  sqlite/V2__live.sql
      6a9bb94aa580780d9e9b70c1a52213d2653442c8c7f19e3f8e921e57eb013e6f  sqlite/V3__partitions.sql
      d6f8aaca438f4a380fb3750134ff318d0b8305744687df15c84571eed70668cc  sqlite/V4__closing.sql
      a69706b2036787a2c3fc9c8e13b6d03ec4bd2840079e1dab1fb82ee7fe8ac332  sqlite/V5__link.sql
      5dc3ecfcc93a99172f59edbe3eddcd1928a677a9eddae320ae1e3bee59d440d6  sqlite/V6__link_block.sql
      c667eb7a376f0e577df1ead19b4beb825da4a1e62ea29bf494fc09a349ab0766  sqlite/V7__row_versions.sql
      """;

  @Test
  void landed_migrations_are_as_they_were_and_new_ones_are_for_all_databases() throws Exception {
    var found = new StringBuilder();
    for (var kind : List.of("mysql", "sqlite")) {
      for (var file : migrations(kind)) {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        found
            .append(HexFormat.of().formatHex(digest))
            .append("  ")
            .append(kind)
            .append('/')
            .append(file.getFileName())
            .append('\n');
      }
    }

    assertThat(found).hasToString(LANDED);
  }

  @Test
  void versions_of_shared_migrations_are_above_those_of_one_kind_and_used_once() throws Exception {
    var own = new ArrayList<Integer>();
    own.addAll(versions("mysql"));
    own.addAll(versions("sqlite"));
    var shared = versions("shared");

    assertThat(shared).doesNotHaveDuplicates().doesNotContainAnyElementsOf(own);
    assertThat(shared).allMatch(version -> version >= 8);
  }

  private static List<Integer> versions(String folder) throws IOException {
    var versions = new ArrayList<Integer>();
    for (var file : migrations(folder)) {
      var version = VERSION.matcher(file.getFileName().toString());
      assertThat(version.matches()).as(file.toString()).isTrue();
      versions.add(Integer.valueOf(version.group(1)));
    }
    return versions;
  }

  private static List<Path> migrations(String folder) throws IOException {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
