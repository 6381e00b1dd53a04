package plaza.sql;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import plaza.core.chat.ChatStore;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.tenant.TenantStore;
import plaza.sql.chat.SqlChatStore;
import plaza.sql.dialect.Dialect;
import plaza.sql.tenant.SqlTenantStore;

/// One database with all that Plaza keeps in it, at the version of the schema that this program
/// needs.
public final class Database implements AutoCloseable {
  private static final int EPOCH_BYTES = 8;

  private final Sessions sessions;
  private final SqlStore store;

  private Database(Sessions sessions, SqlStore store) {
    this.sessions = sessions;
    this.store = store;
  }

  /// Opens the database, makes it when it is not there, and brings an older one up to date.
  public static Database open(Dialect dialect, RandomGenerator random) {
    migrate(dialect);
    var sessions = new Sessions(dialect);
    return new Database(sessions, new SqlStore(sessions, epoch(sessions, random)));
  }

  private static void migrate(Dialect dialect) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(dialect.url(), "", "")
          .locations("classpath:" + dialect.migrations())
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException("bringing the store up to date failed: " + e.getMessage(), e);
    }
  }

  /// Ends the life of a database that is a copy: whoever opens it begins a new one, in which no
  /// position of the old one means anything.
  public static void endLife(Dialect dialect) {
    try (var sessions = new Sessions(dialect)) {
      var _ = sessions.write(session -> session.update("DELETE FROM store_epoch"));
    }
  }

  /// The store's life begins with a random name.
  private static String epoch(Sessions sessions, RandomGenerator random) {
    return sessions.write(session -> session
        .first("SELECT epoch FROM store_epoch", row -> row.getString(1))
        .orElseGet(() -> {
          var bytes = new byte[EPOCH_BYTES];
          random.nextBytes(bytes);
          var epoch = HexFormat.of().formatHex(bytes);
          session.update("INSERT INTO store_epoch (epoch) VALUES (?)", epoch);
          return epoch;
        }));
  }

  public Store store() {
    return store;
  }

  public TenantStore tenants() {
    return new SqlTenantStore(sessions);
  }

  public ChatStore chats() {
    return new SqlChatStore(sessions);
  }

  /// Every statement that was prepared so far, for the test of their plans.
  Set<String> statements() {
    return sessions.prepared();
  }

  /// How many statements were run so far, for the test of what lists cost.
  long executed() {
    return sessions.executed();
  }

  /// How the database would run a statement, step by step, for the test of plans.
  List<String> plan(String sql) {
    return sessions.read(
        session -> session.list("EXPLAIN QUERY PLAN " + sql, row -> row.getString(4)));
  }

  @Override
  public void close() {
    store.close();
  }
}
