package plaza.sql.tenant;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.sql.PagedList;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;
import plaza.sql.table.Row;

/// Applications and their keys, as SQL.
public final class SqlTenantStore implements TenantStore {
  private static final String COLUMNS = "SELECT " + ApplicationTable.TABLE.columns("a") + ", "
      + ApplicationCountersTable.TABLE.columns("t") + "\n";

  private static final String VIEW = COLUMNS + """
      FROM application a LEFT JOIN application_tail t ON t.application = a.id
      """;

  private static final String BY_TOKEN = VIEW + "WHERE a.token = ?";

  private static final String BY_ID = VIEW + "WHERE a.id = ?";

  private static final String BY_KEY = COLUMNS + """
      FROM application_key k
      JOIN application a ON a.id = k.application
      LEFT JOIN application_tail t ON t.application = a.id
      WHERE k.hash = ? AND k.revoked = 0
      """;

  private static final PagedList<View> LIST =
      new PagedList<>(SqlTenantStore::view, VIEW, "a.deleted = 0", "a.id");

  private static final String CHANGED = ApplicationTable.TABLE.between(ApplicationTable.POSITION);

  private static final String KEYS = """
      SELECT %s
      FROM application_key
      WHERE application = ? AND revoked = 0
      ORDER BY number
      """.formatted(ApplicationKeyTable.TABLE.columns());

  private static final String BLOCKS = """
      SELECT %s
      FROM link_block
      ORDER BY kind, value
      """.formatted(StoredBlock.TABLE.columns());

  private final Sessions sessions;

  public SqlTenantStore(Sessions sessions) {
    this.sessions = sessions;
  }

  private static View view(Row row) throws SQLException {
    var application = ApplicationTable.TABLE.read(row);
    var tail = row.behind(ApplicationTable.TABLE);
    return new View(
        application,
        tail.has(ApplicationCountersTable.TABLE)
            ? ApplicationCountersTable.TABLE.read(tail)
            : ApplicationCounters.empty(application.id()));
  }

  @Override
  public Optional<View> application(Token token) {
    return first(BY_TOKEN, token.hex());
  }

  @Override
  public Optional<View> application(ApplicationId id) {
    return first(BY_ID, id.value());
  }

  @Override
  public Optional<View> opened(SecretHash hash) {
    return first(BY_KEY, hash.hex());
  }

  private Optional<View> first(String sql, Object parameter) {
    return sessions.read(session -> session.first(sql, SqlTenantStore::view, parameter));
  }

  @Override
  public List<View> applications(Page page) {
    return sessions.read(session -> LIST.list(session, page));
  }

  @Override
  public List<ApplicationKey> keys(ApplicationId application) {
    return sessions.read(
        session -> session.list(KEYS, ApplicationKeyTable.TABLE, application.value()));
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, long number) {
    return sessions.read(
        session -> session.find(ApplicationKeyTable.TABLE.byKey(), application.value(), number));
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, KeyId id) {
    return sessions.read(
        session -> session.find(ApplicationKeyTable.BY_ID, application.value(), id.hex()));
  }

  @Override
  public Optional<SecretHash> operator() {
    return sessions.read(session -> session.find(OperatorKey.TABLE.byKey())).map(OperatorKey::hash);
  }

  @Override
  public List<LinkBlock> linkBlocks() {
    return sessions.read(session -> session.list(BLOCKS, StoredBlock.TABLE)).stream()
        .map(StoredBlock::block)
        .toList();
  }

  @Override
  public List<Application> changed(int partition, long position, int limit) {
    return sessions.read(session ->
        session.list(CHANGED, ApplicationTable.TABLE, position, Position.end(partition), limit));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlTenantRows(SqlTransaction.sessionOf(transaction));
  }
}
