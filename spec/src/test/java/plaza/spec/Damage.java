package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The kinds of damage to a data directory.
final class Damage {
  private Damage() {}

  /// A copy of the directory of a stopped server.
  static Path copyOf(Path data) throws IOException {
    var copy = PlazaServer.temporary();
    try (var files = Files.walk(data)) {
      for (var from : files.toList()) {
        var to = copy.resolve(data.relativize(from).toString());
        if (Files.isRegularFile(from)) {
          Files.createDirectories(to.resolveSibling(""));
          Files.copy(from, to);
        }
      }
    }
    return copy;
  }

  static Connection open(Path database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database);
  }

  /// Runs statements, each of which changes something.
  static void sql(Path database, String... statements) throws SQLException {
    try (var connection = open(database);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
      }
    }
  }

  /// Flips a bit in the group of the log's events that has the event at this offset.
  static void flip(Path log, long offset) throws SQLException {
    sql(
        log,
        "UPDATE event_group SET events = substr(events, 1, length(events) - 1) "
            + "|| CASE hex(substr(events, -1)) WHEN '00' THEN x'01' ELSE x'00' END "
            + "WHERE id = (SELECT MAX(id) FROM event_group WHERE id <= " + offset + ")");
  }

  static void deleteStore(Path data) throws IOException {
    for (var file : new String[] {"plaza.db", "plaza.db-wal", "plaza.db-shm"}) {
      Files.deleteIfExists(data.resolve(file));
    }
  }
}
