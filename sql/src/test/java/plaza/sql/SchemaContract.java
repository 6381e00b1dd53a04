package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plaza.contract.DatabaseContract;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;
import plaza.sql.table.Column;
import plaza.sql.table.Table;

/// The schema is what the tables are declared to be, and one migration is for all databases.
abstract class SchemaContract extends DatabaseContract {
  /// What the database fills in.
  private static final Set<String> COMPUTED =
      Set.of("only_row", "altered", "closing", "log_partition");

  protected abstract Dialect dialect(Path directory);

  @Test
  void the_tables_and_columns_of_the_schema_are_those_that_are_declared() throws SQLException {
    try (var connection = dialect(directory).connect(Dialect.Use.READ)) {
      var tables = names(
          "TABLE_NAME",
          connection
              .getMetaData()
              .getTables(connection.getCatalog(), null, null, new String[] {"TABLE"}));
      tables.remove("flyway_schema_history");

      assertThat(StoreAudit.TABLES.stream().map(Table::name).toList())
          .containsExactlyInAnyOrderElementsOf(tables);
      for (var table : StoreAudit.TABLES) {
        assertThat(List.of(table.allColumns().split(", ", -1)))
            .as(table.name())
            .containsExactlyInAnyOrderElementsOf(columns(connection, table.name()));
      }
    }
  }

  private static Set<String> columns(Connection connection, String table) throws SQLException {
    var names = names(
        "COLUMN_NAME",
        connection.getMetaData().getColumns(connection.getCatalog(), null, table, null));
    names.removeAll(COMPUTED);
    return names;
  }

  private static Set<String> names(String column, ResultSet rows) throws SQLException {
    try (rows) {
      var names = new TreeSet<String>();
      while (rows.next()) {
        names.add(rows.getString(column));
      }
      return names;
    }
  }

  @Test
  void the_declared_keys_are_the_primary_keys() throws SQLException {
    try (var connection = dialect(directory).connect(Dialect.Use.READ)) {
      for (var table : StoreAudit.TABLES) {
        var key = names(
            "COLUMN_NAME",
            connection.getMetaData().getPrimaryKeys(connection.getCatalog(), null, table.name()));
        key.remove("only_row");

        assertThat(key).as(table.name()).isEqualTo(key(table));
      }
    }
  }

  private Set<String> key(Table<?> table) {
    // SQLite has its messages by position, and their numbers in an index.
    return table.name().equals("message") && dialect(directory) instanceof Sqlite
        ? Set.of("position")
        : new TreeSet<>(names(table));
  }

  private static <R> List<String> names(Table<R> table) {
    return table.key().stream().<String>map(Column::name).toList();
  }

  @Test
  void one_migration_makes_the_same_tables_in_every_database() throws SQLException {
    Migrations.run(dialect(directory), new Partitions(PARTITIONS), "plaza/sql/migration/test");

    var name = "é".repeat(255);
    var text = "long text ".repeat(100_000);
    var bytes = new byte[1_000_000];
    bytes[999_999] = -1;
    try (var connection = dialect(directory).connect(Dialect.Use.WRITE);
        var insert = connection.prepareStatement(
            "INSERT INTO all_types (owner, label, live, note, value) VALUES (?, ?, ?, ?, ?)");
        var select = connection.prepareStatement(
            "SELECT owner, label, live, note, value FROM all_types WHERE label = ?")) {
      insert.setLong(1, Long.MAX_VALUE);
      insert.setString(2, name);
      insert.setInt(3, 1);
      insert.setString(4, text);
      insert.setBytes(5, bytes);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(row.getString(2)).isEqualTo(name);
        assertThat(row.getInt(3)).isEqualTo(1);
        assertThat(row.getString(4)).isEqualTo(text);
        assertThat(row.getBytes(5)).isEqualTo(bytes);
      }
      assertThat(columns(connection, "all_types_long")).containsExactly("note", "number");
    }
  }
}
