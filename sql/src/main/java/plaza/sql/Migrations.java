package plaza.sql;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;
import plaza.sql.link.FoldedLinks;

/// Brings a database's schema up to date. Migrations of all databases are in one folder, with
/// placeholders for types; those of one kind of database in another.
final class Migrations {
  private static final String SHARED = "plaza/sql/migration/shared";

  /// Flyway's table, the first that is made.
  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /// @param more folders on the class path with further migrations
  static void run(Dialect dialect, Partitions partitions, String... more) {
    requireOurs(dialect);
    var folders = Stream.concat(Stream.of(dialect.migrations(), SHARED), Stream.of(more))
        .map(folder -> "classpath:" + folder)
        .toArray(String[]::new);
    try {
      var flyway = Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(dialect.source())
          .locations(folders)
          .placeholders(dialect.placeholders(partitions.count()))
          .javaMigrations(new FoldedLinks())
          .loggers("slf4j")
          .load();
      for (var applied : flyway.info().applied()) {
        if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
          throw new StoreException("the store was written by a newer Plaza (its schema has version "
              + applied.getVersion() + "): run that version, or restore an older backup");
        }
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException("migrating the store failed: " + reason(e), e);
    }
  }

  /// A database with tables, none of which is ours, is somebody else's.
  private static void requireOurs(Dialect dialect) {
    try (var connection = dialect.connect(Dialect.Use.WRITE);
        var tables = connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, null, new String[] {"TABLE"})) {
      var others = false;
      while (tables.next()) {
        if (tables.getString("TABLE_NAME").equals(HISTORY)) {
          return;
        }
        others = true;
      }
      if (others) {
        throw new StoreException("the database is not Plaza's: choose another one");
      }
    } catch (SQLException e) {
      throw new StoreException("the store can't be read: " + e.getMessage(), e);
    }
  }

  /// What is at the bottom of a failure, in one line.
  private static String reason(FlywayException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
