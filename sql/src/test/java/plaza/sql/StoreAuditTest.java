package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.port.Position;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.TenantChange;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// The audit of a store reads every table, and finds each kind of damage to what the operator has
/// blocked.
class StoreAuditTest {
  private static final int PARTITIONS = 3;
  private static final long POSITION =
      Position.start(TenantChange.STREAM.partition(PARTITIONS)) + 1;

  @TempDir
  private Path directory = Path.of("");

  private Sqlite sqlite() {
    return new Sqlite(directory.resolve("plaza.db"), why -> {
      throw new AssertionError(why);
    });
  }

  private Database open() {
    return Database.open(sqlite(), new Partitions(PARTITIONS), new Random(1));
  }

  private static List<String> findings(Database database) {
    var findings = new ArrayList<String>();
    database
        .audit(new StoreAudit.Depth(
            Long.MAX_VALUE, (kind, row) -> findings.add(kind + ": " + row), _ -> {}))
        .examine();
    return findings;
  }

  private void sql(String... statements) throws SQLException {
    try (var connection = sqlite().connect(Dialect.Use.WRITE);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
      }
    }
  }

  private static String block(Object kind, String value, String reason, long at, long position) {
    return "INSERT INTO link_block (kind, value, reason, blocked_at, position) VALUES (" + kind
        + ", '" + value + "', '" + reason + "', " + at + ", " + position + ")";
  }

  private static String host(String host) {
    return block(LinkBlock.Kind.HOST.code(), host, "Phishing", 1, POSITION);
  }

  private static String code(String code) {
    return block(LinkBlock.Kind.CODE.code(), code, "Phishing", 1, POSITION);
  }

  /// As it is after one change.
  private static String applied() {
    return "INSERT INTO partition_state (partition_number, applied, position, log) VALUES ("
        + Position.partition(POSITION) + ", 1, " + POSITION + ", 'log')";
  }

  @Test
  void every_table_is_examined() throws SQLException {
    try (var database = open()) {
      assertThat(findings(database)).isEmpty();

      var examined = String.join("\n", database.statements());
      try (var connection = sqlite().connect(Dialect.Use.READ);
          var tables =
              connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
        var names = new ArrayList<String>();
        while (tables.next()) {
          names.add(tables.getString("TABLE_NAME"));
        }
        names.remove("flyway_schema_history");
        assertThat(names)
            .contains("link_block", "message")
            .allMatch(table -> Pattern.compile("(FROM|JOIN) " + table + "\\b")
                .matcher(examined)
                .find());
      }
    }
  }

  @Test
  void sound_blocks_are_well() throws SQLException {
    try (var database = open()) {
      sql(applied(), host("evil.example"), host("xn--bcher-kva.example"), host("203.0.113.9"));

      assertThat(database.tenants().linkBlocks()).hasSize(3);
      assertThat(findings(database)).isEmpty();
    }
  }

  @Test
  void damaged_blocks_are_named_one_by_one() throws SQLException {
    try (var database = open()) {
      sql(
          applied(),
          block(7, "what", "Phishing", 1, POSITION),
          host("Evil.Example"),
          host("evil.example."),
          host("0x7f.1"),
          host("https://evil.example"),
          code("no/code"),
          code("nobodys"),
          block(1, "reasonless.example", " ", 1, POSITION),
          block(1, "long.example", "x".repeat(LinkBlock.REASON_LENGTH_MAX + 1), 1, POSITION),
          block(1, "early.example", "Phishing", -1, POSITION),
          block(1, "newer.example", "Phishing", 1, POSITION + 1),
          block(1, "elsewhere.example", "Phishing", 1, POSITION + Position.start(1)));

      assertThat(findings(database))
          .containsExactlyInAnyOrder(
              "rows of link_block that can't be read: [7, what]: unknown kind of block 7",
              "blocks of hosts in a form that no target matches: HOST Evil.Example",
              "blocks of hosts in a form that no target matches: HOST evil.example.",
              "blocks of hosts in a form that no target matches: HOST 0x7f.1",
              "blocks of hosts in a form that no target matches: HOST https://evil.example",
              "blocks of invalid codes: CODE no/code",
              "blocks of links that do not exist: no/code",
              "blocks of links that do not exist: nobodys",
              "blocks with an invalid reason: HOST reasonless.example",
              "blocks with an invalid reason: HOST long.example",
              "blocks with an invalid time: HOST early.example",
              "rows of link_block that are newer than what was applied: newer.example",
              "blocks in another partition than the server's: HOST elsewhere.example",
              "rows of link_block that are newer than what was applied: elsewhere.example");
    }
  }
}
