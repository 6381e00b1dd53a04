package plaza.sql.tenant;

import java.time.Instant;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.SecretHash;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Lookup;
import plaza.sql.table.Table;
import plaza.sql.table.Write;

/// Keys of applications.
final class ApplicationKeyTable {
  private static final Columns<ApplicationKey> COLUMNS = new Columns<>("application_key");

  static final Column<ApplicationKey, ApplicationId> APPLICATION = COLUMNS.number(
      "application", ApplicationKey::application, ApplicationId::value, ApplicationId::new);
  static final Column.OfLong<ApplicationKey> NUMBER =
      COLUMNS.number("number", ApplicationKey::number);
  static final Column<ApplicationKey, KeyId> ID =
      COLUMNS.text("key_id", ApplicationKey::id, KeyId::hex, KeyId::new);
  static final Column<ApplicationKey, SecretHash> HASH =
      COLUMNS.text("hash", ApplicationKey::hash, SecretHash::hex, SecretHash::new);
  static final Column<ApplicationKey, Instant> CREATED_AT =
      COLUMNS.instant("created_at", ApplicationKey::createdAt);
  static final Column.OfFlag<ApplicationKey> REVOKED =
      COLUMNS.flag("revoked", ApplicationKey::revoked);
  static final Column.OfLong<ApplicationKey> POSITION =
      COLUMNS.number("position", ApplicationKey::position);

  static final Table<ApplicationKey> TABLE = COLUMNS.table(
      row -> new ApplicationKey(
          row.get(APPLICATION),
          row.get(NUMBER),
          row.get(ID),
          row.get(HASH),
          row.get(CREATED_AT),
          row.get(REVOKED),
          row.get(POSITION)),
      APPLICATION,
      NUMBER);

  static final Lookup<ApplicationKey> BY_ID = TABLE.by(APPLICATION, ID);

  /// Nothing else of a key ever changes.
  static final Write<ApplicationKey> REVOKE = TABLE.update(REVOKED, POSITION);

  private ApplicationKeyTable() {}
}
