package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.contract.ChatStoreContract;
import plaza.contract.LinkListContract;
import plaza.contract.LinkStoreContract;
import plaza.contract.StoreContract;
import plaza.contract.TenantStoreContract;
import plaza.contract.VisitStoreContract;
import plaza.core.chat.ChatId;
import plaza.core.port.Page;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// All contracts over one kind of database; then what they have prepared is looked at as a whole.
class SqliteStoreTest {
  /// Every statement that the whole contract has prepared.
  private static final Set<String> STATEMENTS = ConcurrentHashMap.newKeySet();

  @TempDir
  static Path plans = Path.of("");

  private record Sqlited(Database database) implements OpenedDatabase {
    @Override
    public void close() {
      STATEMENTS.addAll(database.statements());
      OpenedDatabase.super.close();
    }
  }

  private static Sqlited open(Path directory) {
    return new Sqlited(Database.open(sqlite(directory), new Partitions(3), new Random(1)));
  }

  private static Sqlite sqlite(Path directory) {
    return new Sqlite(directory.resolve("plaza.db"), why -> {
      throw new AssertionError(why);
    });
  }

  @Nested
  class OfLinks extends LinkStoreContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }
  }

  @Nested
  class OfLinkLists extends LinkListContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }
  }

  @Nested
  class OfVisits extends VisitStoreContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }
  }

  @Nested
  class OfOldRows extends RowVersionsContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }

    @Override
    protected Dialect dialect(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class OfSchema extends SchemaContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }

    @Override
    protected Dialect dialect(Path directory) {
      return sqlite(directory);
    }
  }

  @Nested
  class OfPipeline extends StoreContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }
  }

  @Nested
  class OfTenants extends TenantStoreContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }
  }

  /// Tables that have a row or two.
  private static final List<String> TINY = List.of(
      "store_epoch", "store_partitions", "code_key", "operator_key", "link_block", "wanted");

  @AfterAll
  static void no_statement_reads_a_whole_table() throws SQLException {
    open(plans).close();
    try (var connection = sqlite(plans).connect(Dialect.Use.READ)) {
      var scans = new ArrayList<String>();
      for (var sql : STATEMENTS) {
        if (sql.stripLeading().matches("(?s)(SELECT|WITH|UPDATE|DELETE).*")) {
          plan(connection, sql).stream()
              .filter(SqliteStoreTest::isScan)
              .forEach(step -> scans.add(step + " in " + sql));
        }
      }

      assertThat(STATEMENTS).hasSizeGreaterThan(40);
      assertThat(scans).isEmpty();
      assertThat(plan(connection, "SELECT body FROM message WHERE sender = 'x'"))
          .anyMatch(SqliteStoreTest::isScan);
    }
  }

  /// How SQLite would run a statement, step by step.
  private static List<String> plan(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        var rows = statement.executeQuery()) {
      var steps = new ArrayList<String>();
      while (rows.next()) {
        steps.add(rows.getString(4));
      }
      return steps;
    }
  }

  /// A full scan; a walk along an index with a limit is none.
  private static boolean isScan(String step) {
    return step.startsWith("SCAN ")
        && !step.contains("CONSTANT ROW")
        && TINY.stream().noneMatch(table -> step.startsWith("SCAN " + table));
  }

  @Nested
  class OfChats extends ChatStoreContract {
    @Override
    protected Opened open(Path directory) {
      return SqliteStoreTest.open(directory);
    }

    @Test
    void a_list_of_one_and_of_a_hundred_cost_the_same_number_of_statements() {
      batch(1000, transaction -> {
        var rows = opened().chats().rows(transaction);
        rows.insertMessages(
            LongStream.rangeClosed(1, 200).mapToObj(n -> message(LOBBY, n, n)).toList());
        rows.insertChats(LongStream.rangeClosed(1, 200)
            .mapToObj(n -> chat(new ChatId(ANN, n), false, n))
            .toList());
      });

      assertThat(cost(() -> opened().chats().messages(LOBBY, new Page.After(0, 1))))
          .isEqualTo(cost(() -> opened().chats().messages(LOBBY, new Page.After(0, 100))));
      assertThat(cost(() -> opened().chats().chats(ANN, new Page.After(0, 1))))
          .isEqualTo(cost(() -> opened().chats().chats(ANN, new Page.After(0, 100))));
      assertThat(cost(() -> opened().tenants().applications(new Page.After(0, 1))))
          .isEqualTo(cost(() -> opened().tenants().applications(new Page.After(0, 100))));
    }

    private long cost(Runnable reading) {
      var database = ((Sqlited) opened()).database();
      var before = database.executed();
      reading.run();
      return database.executed() - before;
    }
  }
}
