package plaza.sql.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
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
    return KeySet.map(
        session,
        ApplicationTable.TABLE.byKey(),
        ids,
        id -> new Object[] {id.value()},
        Application::id);
  }

  @Override
  public Collection<Token> taken(Collection<Token> tokens) {
    var select = "SELECT a.token FROM wanted CROSS JOIN application a WHERE a.token = wanted.token";
    var keys = tokens.stream().map(token -> new Object[] {token.hex()}).toList();
    return KeySet.list(session, "token", select, keys, row -> new Token(row.getString(1)));
  }

  @Override
  public Map<KeyId, ApplicationKey> keys(ApplicationId application, Collection<KeyId> ids) {
    return KeySet.map(
        session,
        ApplicationKeyTable.BY_ID,
        ids,
        id -> new Object[] {application.value(), id.hex()},
        ApplicationKey::id);
  }

  @Override
  public int liveKeys(ApplicationId application) {
    var sql = "SELECT COUNT(*) FROM application_key WHERE application = ? AND revoked = 0";
    return session.first(sql, row -> row.getInt(1), application.value()).orElse(0);
  }

  @Override
  public void insertApplications(List<Application> applications) {
    session.write(ApplicationTable.TABLE.insert(), applications);
  }

  @Override
  public void updateApplications(List<Application> applications) {
    session.write(ApplicationTable.TABLE.update(), applications);
  }

  @Override
  public void insertKeys(List<ApplicationKey> keys) {
    session.write(ApplicationKeyTable.TABLE.insert(), keys);
  }

  @Override
  public void updateKeys(List<ApplicationKey> keys) {
    session.write(ApplicationKeyTable.REVOKE, keys);
  }

  @Override
  public void setOperator(SecretHash hash, long position) {
    session.update("DELETE FROM operator_key");
    session.write(OperatorKey.TABLE.insert(), List.of(new OperatorKey(hash, position)));
  }

  @Override
  public long linkBlocks(LinkBlock.Kind kind) {
    var sql = "SELECT COUNT(*) FROM link_block WHERE kind = ?";
    return session.first(sql, row -> row.getLong(1), kind.code()).orElse(0L);
  }

  @Override
  public void putLinkBlock(LinkBlock block, long position) {
    session.write(StoredBlock.TABLE.replace(), List.of(new StoredBlock(block, position)));
  }

  @Override
  public boolean removeLinkBlock(LinkBlock.Kind kind, String value) {
    return session.update("DELETE FROM link_block WHERE kind = ? AND value = ?", kind.code(), value)
        > 0;
  }
}
