package plaza.sql.tenant;

import java.util.List;
import java.util.Optional;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;

/// Applications and their keys, as SQL.
public final class SqlTenantStore implements TenantStore {
  private static final String VIEW = """
      SELECT a.id, a.token, a.name, a.settings, a.created_at, a.updated_at, a.deleted, a.last_key, a.position,
        COALESCE(t.last_number, 0), COALESCE(t.live_count, 0), COALESCE(t.position, 0)
      FROM application a LEFT JOIN application_tail t ON t.application = a.id
      """;

  private final Sessions sessions;

  public SqlTenantStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<View> application(Token token) {
    return sessions.read(
        session -> session.first(VIEW + "WHERE a.token = ?", TenantColumns::view, token.hex()));
  }

  @Override
  public Optional<View> application(ApplicationId id) {
    return sessions.read(
        session -> session.first(VIEW + "WHERE a.id = ?", TenantColumns::view, id.value()));
  }

  @Override
  public Optional<View> opened(SecretHash hash) {
    var sql = """
        SELECT a.id, a.token, a.name, a.settings, a.created_at, a.updated_at, a.deleted, a.last_key, a.position,
          COALESCE(t.last_number, 0), COALESCE(t.live_count, 0), COALESCE(t.position, 0)
        FROM application_key k
        JOIN application a ON a.id = k.application
        LEFT JOIN application_tail t ON t.application = a.id
        WHERE k.hash = ? AND k.revoked = 0
        """;
    return sessions.read(session -> session.first(sql, TenantColumns::view, hash.hex()));
  }

  @Override
  public List<View> applications(Page page) {
    return switch (page) {
      case Page.After(var number, var limit) ->
        list("WHERE a.id > ? AND a.deleted = 0 ORDER BY a.id LIMIT ?", number, limit);
      case Page.Before(var number, var limit) ->
        list("WHERE a.id < ? AND a.deleted = 0 ORDER BY a.id DESC LIMIT ?", number, limit)
            .reversed();
      case Page.Numbered numbered ->
        list(
            "WHERE a.id > 0 AND a.deleted = 0 ORDER BY a.id LIMIT ? OFFSET ?",
            numbered.limit(),
            numbered.skipped());
    };
  }

  private List<View> list(String where, Object... parameters) {
    return sessions.read(session -> session.list(VIEW + where, TenantColumns::view, parameters));
  }

  @Override
  public List<ApplicationKey> keys(ApplicationId application) {
    return keyRows("WHERE application = ? AND revoked = 0 ORDER BY number", application.value());
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, long number) {
    return keyRows("WHERE application = ? AND number = ?", application.value(), number).stream()
        .findFirst();
  }

  @Override
  public Optional<ApplicationKey> key(ApplicationId application, KeyId id) {
    return keyRows("WHERE application = ? AND key_id = ?", application.value(), id.hex()).stream()
        .findFirst();
  }

  private List<ApplicationKey> keyRows(String where, Object... parameters) {
    var sql =
        "SELECT application, number, key_id, hash, created_at, revoked, position FROM application_key ";
    return sessions.read(session -> session.list(sql + where, TenantColumns::key, parameters));
  }

  @Override
  public Optional<SecretHash> operator() {
    var sql = "SELECT hash FROM operator_key";
    return sessions.read(session -> session.first(sql, row -> new SecretHash(row.getString(1))));
  }

  @Override
  public List<LinkBlock> linkBlocks() {
    var sql = "SELECT kind, value, reason, blocked_at FROM link_block ORDER BY kind, value";
    return sessions.read(session -> session.list(sql, TenantColumns::linkBlock));
  }

  @Override
  public List<Application> changed(int partition, long position, int limit) {
    var sql = """
        SELECT id, token, name, settings, created_at, updated_at, deleted, last_key, position
        FROM application
        WHERE position > ? AND position < ?
        ORDER BY position
        LIMIT ?
        """;
    return sessions.read(session ->
        session.list(sql, TenantColumns::application, position, Position.end(partition), limit));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlTenantRows(SqlTransaction.sessionOf(transaction));
  }
}
