package plaza.sql.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.SettingsFormat;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;

/// Tenant rows within a batch's transaction.
record SqlTenantRows(PooledConnection session) implements TenantStore.Rows {
  @Override
  public long lastApplication() {
    return session
        .first("SELECT COALESCE(MAX(id), 0) FROM application", row -> row.getLong(1))
        .orElse(0L);
  }

  @Override
  public Map<ApplicationId, Application> applications(Collection<ApplicationId> ids) {
    var select = """
        SELECT a.id, a.token, a.name, a.settings, a.created_at, a.updated_at, a.deleted, a.last_key, a.position
        FROM wanted CROSS JOIN application a
        WHERE a.id = wanted.id
        """;
    var keys = ids.stream().map(id -> new Object[] {id.value()}).toList();
    return KeySet.list(session, "id", select, keys, TenantColumns::application).stream()
        .collect(Collectors.toMap(Application::id, a -> a));
  }

  @Override
  public Collection<Token> taken(Collection<Token> tokens) {
    var select = "SELECT a.token FROM wanted CROSS JOIN application a WHERE a.token = wanted.token";
    var keys = tokens.stream().map(token -> new Object[] {token.hex()}).toList();
    return KeySet.list(session, "token", select, keys, row -> new Token(row.getString(1)));
  }

  @Override
  public Map<KeyId, ApplicationKey> keys(ApplicationId application, Collection<KeyId> ids) {
    var select = """
        SELECT k.application, k.number, k.key_id, k.hash, k.created_at, k.revoked, k.position
        FROM wanted CROSS JOIN application_key k
        WHERE k.application = wanted.application AND k.key_id = wanted.id
        """;
    var keys =
        ids.stream().map(id -> new Object[] {application.value(), id.hex()}).toList();
    return KeySet.list(session, "application, id", select, keys, TenantColumns::key).stream()
        .collect(Collectors.toMap(ApplicationKey::id, k -> k));
  }

  @Override
  public int liveKeys(ApplicationId application) {
    var sql = "SELECT COUNT(*) FROM application_key WHERE application = ? AND revoked = 0";
    return session.first(sql, row -> row.getInt(1), application.value()).orElse(0);
  }

  @Override
  public void insertApplications(List<Application> applications) {
    var sql = """
        INSERT INTO application
          (token, name, settings, created_at, updated_at, deleted, last_key, position, id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, applications, SqlTenantRows::bind);
  }

  @Override
  public void updateApplications(List<Application> applications) {
    var sql = """
        UPDATE application
        SET token = ?, name = ?, settings = ?, created_at = ?, updated_at = ?, deleted = ?, last_key = ?, position = ?
        WHERE id = ?
        """;
    session.batch(sql, applications, SqlTenantRows::bind);
  }

  private static void bind(java.sql.PreparedStatement statement, Application application)
      throws java.sql.SQLException {
    statement.setString(1, application.token().hex());
    statement.setString(2, application.name().text());
    statement.setBytes(3, SettingsFormat.FORMAT.write(application.settings()));
    statement.setLong(4, application.createdAt().toEpochMilli());
    statement.setLong(5, application.updatedAt().toEpochMilli());
    statement.setInt(6, application.deleted() ? 1 : 0);
    statement.setLong(7, application.lastKey());
    statement.setLong(8, application.position());
    statement.setLong(9, application.id().value());
  }

  @Override
  public void insertKeys(List<ApplicationKey> keys) {
    var sql = """
        INSERT INTO application_key (application, number, key_id, hash, created_at, revoked, position)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, keys, (statement, key) -> {
      statement.setLong(1, key.application().value());
      statement.setLong(2, key.number());
      statement.setString(3, key.id().hex());
      statement.setString(4, key.hash().hex());
      statement.setLong(5, key.createdAt().toEpochMilli());
      statement.setInt(6, key.revoked() ? 1 : 0);
      statement.setLong(7, key.position());
    });
  }

  @Override
  public void updateKeys(List<ApplicationKey> keys) {
    var sql =
        "UPDATE application_key SET revoked = ?, position = ? WHERE application = ? AND number = ?";
    session.batch(sql, keys, (statement, key) -> {
      statement.setInt(1, key.revoked() ? 1 : 0);
      statement.setLong(2, key.position());
      statement.setLong(3, key.application().value());
      statement.setLong(4, key.number());
    });
  }

  @Override
  public void setOperator(SecretHash hash, long position) {
    session.update("DELETE FROM operator_key");
    session.update("INSERT INTO operator_key (hash, position) VALUES (?, ?)", hash.hex(), position);
  }

  @Override
  public long linkBlocks(LinkBlock.Kind kind) {
    var sql = "SELECT COUNT(*) FROM link_block WHERE kind = ?";
    return session.first(sql, row -> row.getLong(1), kind.code()).orElse(0L);
  }

  @Override
  public void putLinkBlock(LinkBlock block, long position) {
    session.update(
        "REPLACE INTO link_block (kind, value, reason, blocked_at, position) VALUES (?, ?, ?, ?, ?)",
        block.kind().code(),
        block.value(),
        block.reason(),
        block.at().toEpochMilli(),
        position);
  }

  @Override
  public boolean removeLinkBlock(LinkBlock.Kind kind, String value) {
    return session.update("DELETE FROM link_block WHERE kind = ? AND value = ?", kind.code(), value)
        > 0;
  }
}
