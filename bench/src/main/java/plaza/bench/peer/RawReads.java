package plaza.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import plaza.bench.measure.Sample;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// SQLite asked for what Plaza asks it for, without Plaza: a thread a core reads the same rows of
/// the same file in a loop, and takes every column.
///
/// @param what is read of each place
/// @param places where, in turn
public record RawReads(Path database, What what, List<Place> places) {
  private static final String MESSAGE = """
      SELECT application, chat, number, body, sender, created_at, updated_at, state, position
      FROM message
      """;

  private static final String TAIL = """
      SELECT application, chat, last_number, live_count, closed, position
      FROM chat_tail
      WHERE application = 1 AND chat = ?
      """;

  /// A message of the application that was made first.
  public record Place(long chat, long number) {}

  /// What is asked for.
  public enum What {
    /// Fifty messages from a place on, and the tail of the chat, in one snapshot.
    PAGE,

    /// One message.
    MESSAGE,

    /// The tail alone: enough to know that a page has not changed.
    TAIL
  }

  public Sample run(Duration time) throws IOException, InterruptedException {
    return Loop.run(Runtime.getRuntime().availableProcessors(), time, () -> {
      try {
        return new Reading(new Sqlite(database, RawRows.HALT).connect(Dialect.Use.READ));
      } catch (SQLException e) {
        throw new IOException(e);
      }
    });
  }

  private final class Reading implements Loop.Reader {
    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement page;
    private final PreparedStatement message;
    private final PreparedStatement tail;

    Reading(Connection connection) throws SQLException {
      this.connection = connection;
      this.begin = connection.prepareStatement("BEGIN");
      this.commit = connection.prepareStatement("COMMIT");
      this.page = connection.prepareStatement(
          MESSAGE
              + "WHERE application = 1 AND chat = ? AND number > ? AND state <> 2 ORDER BY number LIMIT 50");
      this.message = connection.prepareStatement(
          MESSAGE + "WHERE application = 1 AND chat = ? AND number = ?");
      this.tail = connection.prepareStatement(TAIL);
    }

    @Override
    public void read(int turn) throws SQLException {
      var place = places.get(turn % places.size());
      switch (what) {
        case PAGE -> {
          begin.execute();
          take(tail, place.chat());
          take(page, place.chat(), place.number());
          commit.execute();
        }
        case MESSAGE -> take(message, place.chat(), place.number());
        case TAIL -> take(tail, place.chat());
      }
    }

    private static void take(PreparedStatement statement, long... keys) throws SQLException {
      for (int i = 0; i < keys.length; i++) {
        statement.setLong(i + 1, keys[i]);
      }
      try (var rows = statement.executeQuery()) {
        var columns = rows.getMetaData().getColumnCount();
        var any = false;
        while (rows.next()) {
          any = true;
          for (int i = 1; i <= columns; i++) {
            var _ = rows.getObject(i);
          }
        }
        if (!any) {
          throw new IllegalStateException("what is read is not there");
        }
      }
    }

    @Override
    public void close() throws IOException {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
