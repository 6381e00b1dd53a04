package plaza.sql.tenant;

import java.util.List;
import plaza.sql.audit.Audit;
import plaza.sql.table.Table;

/// Checks the rows of applications, their keys, and the operator's key.
public final class TenantAudit {
  /// All tables of applications, and of what the operator has.
  public static final List<Table<?>> TABLES = List.of(
      ApplicationTable.TABLE,
      ApplicationKeyTable.TABLE,
      ApplicationCountersTable.TABLE,
      OperatorKey.TABLE,
      StoredBlock.TABLE);

  private TenantAudit() {}

  public static void examine(Audit audit) {
    audit.read(Audit.Scan.of(ApplicationTable.TABLE), (_, _) -> {});
    audit.read(Audit.Scan.of(ApplicationKeyTable.TABLE), (_, _) -> {});
    audit.none("application_key", "keys whose application does not exist", """
        SELECT CONCAT_WS(':', k.application, k.number)
        FROM application_key k LEFT JOIN application a ON a.id = k.application
        WHERE a.id IS NULL
        """);
    audit.none("application_key", "keys with a number above their application's last", """
        SELECT CONCAT_WS(':', k.application, k.number)
        FROM application_key k JOIN application a ON a.id = k.application
        WHERE k.number > a.last_key OR k.number < 1
        """);
    audit.none("application_key", "applications whose keys are missing", """
        SELECT a.id FROM application a
        WHERE a.last_key <> (SELECT COUNT(*) FROM application_key k WHERE k.application = a.id)
        """);
    audit.none("operator_key", "invalid operator's keys", """
        SELECT 'operator_key' FROM operator_key WHERE LENGTH(hash) <> 64
        """);
    audit.none("operator_key", "additional operator's keys", """
        SELECT name FROM (SELECT 'operator_key' AS name, COUNT(*) AS n FROM operator_key) counted WHERE n > 1
        """);
    LinkBlockAudit.examine(audit);
  }
}
