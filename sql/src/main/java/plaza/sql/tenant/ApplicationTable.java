package plaza.sql.tenant;

import java.time.Instant;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Settings;
import plaza.core.tenant.SettingsFormat;
import plaza.core.tenant.Token;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Applications.
final class ApplicationTable {
  private static final Columns<Application> COLUMNS = new Columns<>("application");

  static final Column<Application, ApplicationId> ID =
      COLUMNS.number("id", Application::id, ApplicationId::value, ApplicationId::new);
  static final Column<Application, Token> TOKEN =
      COLUMNS.text("token", Application::token, Token::hex, Token::new);
  static final Column<Application, ApplicationName> NAME =
      COLUMNS.text("name", Application::name, ApplicationName::text, ApplicationName::new);
  static final Column<Application, Settings> SETTINGS = COLUMNS.bytes(
      "settings", Application::settings, SettingsFormat.FORMAT::write, SettingsFormat.FORMAT::read);
  static final Column<Application, Instant> CREATED_AT =
      COLUMNS.instant("created_at", Application::createdAt);
  static final Column<Application, Instant> UPDATED_AT =
      COLUMNS.instant("updated_at", Application::updatedAt);
  static final Column.OfFlag<Application> DELETED = COLUMNS.flag("deleted", Application::deleted);
  static final Column.OfLong<Application> LAST_KEY =
      COLUMNS.number("last_key", Application::lastKey);
  static final Column.OfLong<Application> POSITION =
      COLUMNS.number("position", Application::position);

  static final Table<Application> TABLE = COLUMNS.table(
      row -> new Application(
          row.get(ID),
          row.get(TOKEN),
          row.get(NAME),
          row.get(SETTINGS),
          row.get(CREATED_AT),
          row.get(UPDATED_AT),
          row.get(DELETED),
          row.get(LAST_KEY),
          row.get(POSITION)),
      ID);

  private ApplicationTable() {}
}
