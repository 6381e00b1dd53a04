package plaza.sql.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import plaza.core.text.Folding;
import plaza.sql.table.Row;

/// The migration that folds the text that links are found by once more, whenever
/// [Folding#VERSION] has changed. It runs after those of the schema.
public final class FoldedLinks implements JavaMigration {
  private static final int PAGE_MAX = 1_000;

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
    var last = Long.MIN_VALUE;
    while (true) {
      var page = page(context.getConnection(), last);
      if (page.isEmpty()) {
        return;
      }
      update(context.getConnection(), page);
      last = page.getLast().number();
    }
  }

  /// @param searchable as it should be; empty when it is so already, or can't be known
  private record Refolded(long number, String searchable) {}

  private static List<Refolded> page(Connection connection, long after) throws SQLException {
    var sql = "SELECT " + LinkTable.TABLE.allColumns() + " FROM link WHERE number > ?"
        + " ORDER BY number LIMIT " + PAGE_MAX;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, after);
      try (var found = statement.executeQuery()) {
        var page = new ArrayList<Refolded>();
        var row = new Row(found);
        while (found.next()) {
          page.add(new Refolded(row.get(LinkTable.NUMBER), changed(row)));
        }
        return page;
      }
    }
  }

  private static String changed(Row row) throws SQLException {
    try {
      var searchable = LinkTable.TABLE.read(row).searchable();
      return searchable.equals(row.get(LinkTable.SEARCHABLE)) ? "" : searchable;
    } catch (RuntimeException e) {
      // A damaged row is the doctor's to report: it must not keep the server from starting.
      return "";
    }
  }

  private static void update(Connection connection, List<Refolded> page) throws SQLException {
    var sql = "UPDATE link SET searchable = ? WHERE number = ?";
    try (var statement = connection.prepareStatement(sql)) {
      for (var row : page) {
        if (!row.searchable().isEmpty()) {
          statement.setString(1, row.searchable());
          statement.setLong(2, row.number());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
