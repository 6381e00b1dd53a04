package plaza.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import plaza.core.chat.ChatStore;
import plaza.core.link.Codes;
import plaza.core.link.LinkStore;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.product.Features;
import plaza.core.tenant.TenantStore;
import plaza.core.visit.VisitStore;
import plaza.sql.chat.SqlChatStore;
import plaza.sql.dialect.Dialect;
import plaza.sql.link.SqlLinkStore;
import plaza.sql.tenant.SqlTenantStore;
import plaza.sql.visit.SqlVisitStore;

/// One database with all that Plaza keeps in it, at the version of the schema that this program
/// needs.
public final class Database implements AutoCloseable {
  private final Sessions sessions;
  private final SqlStore store;
  private final Partitions partitions;
  private final Replica replica;
  private final RandomGenerator random;

  private Database(
      Sessions sessions, Partitions partitions, Replica replica, RandomGenerator random) {
    this.sessions = sessions;
    this.store = new SqlStore(sessions, random);
    this.partitions = partitions;
    this.replica = replica;
    this.random = random;
  }

  /// Opens the database, makes it when it is not there, and brings an older one up to date.
  ///
  /// @param partitions how many the log has; fixed for the database's life
  /// @param random must be cryptographically strong: the key of codes is made of it
  public static Database open(Dialect dialect, Partitions partitions, RandomGenerator random) {
    return open(dialect, Replica.none(), partitions, random);
  }

  /// As [#open(Dialect, Partitions, RandomGenerator)], of a database that a replica follows, which
  /// then serves the pages that it can.
  public static Database replicated(
      Dialect dialect, Dialect replica, Partitions partitions, RandomGenerator random) {
    return open(dialect, Replica.at(replica), partitions, random);
  }

  private static Database open(
      Dialect dialect, Replica replica, Partitions partitions, RandomGenerator random) {
    Migrations.run(dialect, partitions);
    return connect(dialect, replica, partitions, random);
  }

  /// Opens a database that is there and up to date, and leaves it as it is.
  public static Database look(Dialect dialect, Partitions partitions, RandomGenerator random) {
    return connect(dialect, Replica.none(), partitions, random);
  }

  private static Database connect(
      Dialect dialect, Replica replica, Partitions partitions, RandomGenerator random) {
    var sessions = new Sessions(dialect);
    try {
      requireSame(sessions, partitions);
      return new Database(sessions, partitions, replica, random);
    } catch (RuntimeException e) {
      sessions.close();
      throw e;
    }
  }

  /// Where a chat's rows are depends on the number of partitions.
  private static void requireSame(Sessions sessions, Partitions partitions) {
    var kept =
        sessions.once(session -> session.find(SingleRows.PARTITIONS.byKey()).orElseGet(() -> {
          var count = (long) partitions.count();
          session.write(SingleRows.PARTITIONS.insert(), List.of(count));
          return count;
        }));
    if (kept != partitions.count()) {
      throw new StoreException(
          "the store was made for a log of " + kept + " partitions, not of " + partitions.count());
    }
  }

  /// How many partitions of a log the rows of a database were made for; 0 when it has none yet.
  public static int partitions(Dialect dialect) {
    try (var connection = dialect.connect(Dialect.Use.READ);
        var tables = connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, "store_partitions", null)) {
      if (!tables.next()) {
        return 0;
      }
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(SingleRows.PARTITIONS.byKey().one())) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new StoreException("the store can't be read: " + e.getMessage(), e);
    }
  }

  /// Ends the epoch of a copied database: the next process that opens it starts a new one, in
  /// which no position of the old one means anything.
  public static void endLife(Dialect dialect) {
    try (var sessions = new Sessions(dialect)) {
      var _ = sessions.write(session -> session.update("DELETE FROM store_epoch"));
    }
  }

  public Store store() {
    return store;
  }

  /// The rows of all features.
  public Features.Stores rows() {
    return new Features.Stores(tenants(), chats(), links(), codes(), visits());
  }

  public TenantStore tenants() {
    return new SqlTenantStore(sessions);
  }

  public ChatStore chats() {
    return new SqlChatStore(sessions, partitions, replica);
  }

  public Replica replica() {
    return replica;
  }

  public LinkStore links() {
    return new SqlLinkStore(sessions);
  }

  public VisitStore visits() {
    return new SqlVisitStore(sessions);
  }

  /// Examines all that is in it.
  public StoreAudit audit(StoreAudit.Depth depth) {
    return new StoreAudit(sessions, partitions, codes(), depth);
  }

  /// How this database's links get their codes.
  public Codes codes() {
    return new Codes(codeKey());
  }

  /// It is where the links are, so that no backup has the one without the other.
  private byte[] codeKey() {
    return sessions.once(session -> session.find(SingleRows.CODE_KEY.byKey()).orElseGet(() -> {
      var key = new byte[Codes.KEY_BYTES];
      random.nextBytes(key);
      session.write(SingleRows.CODE_KEY.insert(), List.of(key));
      return key;
    }));
  }

  /// Every statement that was prepared so far, for the test of their plans.
  Set<String> statements() {
    return sessions.tally().prepared();
  }

  /// How many statements were run so far, for the test of what lists cost.
  long executed() {
    return sessions.tally().executed().sum();
  }

  @Override
  public void close() {
    replica.close();
    store.close();
  }
}
