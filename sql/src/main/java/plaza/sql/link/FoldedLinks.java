package plaza.sql.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import plaza.core.link.Link;
import plaza.core.text.Folding;
import plaza.sql.table.Row;
import plaza.sql.table.Write;

/// The migration that folds the text that links are found by once more, whenever
/// [Folding#VERSION] has changed. It runs after those of the schema.
public final class FoldedLinks implements JavaMigration {
  private static final int PAGE_MAX = 1_000;

  private static final String PAGE = """
      SELECT %s
      FROM link
      WHERE number > ?
      ORDER BY number
      LIMIT %d
      """.formatted(LinkTable.TABLE.allColumns(), PAGE_MAX);

  private static final Write<Link> FOLD = LinkTable.TABLE.update(LinkTable.SEARCHABLE);

  @Override
  public @Nullable MigrationVersion getVersion() {
    // None: it is repeated when its checksum changes.
    return null;
  }

  @Override
  public String getDescription() {
    return "folded links";
  }

  @Override
  public Integer getChecksum() {
    return Folding.VERSION;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    var connection = context.getConnection();
    for (var after = Long.MIN_VALUE; ; ) {
      var page = page(connection, after);
      if (page.rows() == 0) {
        return;
      }
      update(connection, page.changed());
      after = page.last();
    }
  }

  /// @param last the number of its last link
  /// @param changed the links that are not found by what they should be
  private record Page(int rows, long last, List<Link> changed) {}

  private static Page page(Connection connection, long after) throws SQLException {
    try (var statement = connection.prepareStatement(PAGE)) {
      statement.setLong(1, after);
      try (var found = statement.executeQuery()) {
        var changed = new ArrayList<Link>();
        var row = new Row(found);
        var rows = 0;
        var last = after;
        for (; found.next(); rows++) {
          last = row.get(LinkTable.NUMBER);
          try {
            var link = LinkTable.TABLE.read(row);
            if (!link.searchable().equals(row.get(LinkTable.SEARCHABLE))) {
              changed.add(link);
            }
          } catch (RuntimeException e) {
            // A damaged row is the doctor's to report: it must not keep the server from starting.
          }
        }
        return new Page(rows, last, changed);
      }
    }
  }

  private static void update(Connection connection, List<Link> links) throws SQLException {
    try (var statement = connection.prepareStatement(FOLD.sql())) {
      for (var link : links) {
        FOLD.bind(statement, link);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
