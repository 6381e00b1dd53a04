package plaza.sql.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.SettingsFormat;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;

/// Columns of the tenant tables to values and back, in the order in which the statements name
/// them.
final class TenantColumns {
  private TenantColumns() {}

  static Application application(ResultSet row) throws SQLException {
    return new Application(
        new ApplicationId(row.getLong(1)),
        new Token(row.getString(2)),
        new ApplicationName(row.getString(3)),
        SettingsFormat.FORMAT.read(row.getBytes(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getInt(7) != 0,
        row.getLong(8),
        row.getLong(9));
  }

  static TenantStore.View view(ResultSet row) throws SQLException {
    var application = application(row);
    var tail = new ApplicationCounters(
        application.id(), row.getLong(10), row.getLong(11), row.getLong(12));
    return new TenantStore.View(application, tail);
  }

  static ApplicationKey key(ResultSet row) throws SQLException {
    return new ApplicationKey(
        new ApplicationId(row.getLong(1)),
        row.getLong(2),
        new KeyId(row.getString(3)),
        new SecretHash(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getInt(6) != 0,
        row.getLong(7));
  }

  static LinkBlock linkBlock(ResultSet row) throws SQLException {
    return new LinkBlock(
        LinkBlock.Kind.of(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
