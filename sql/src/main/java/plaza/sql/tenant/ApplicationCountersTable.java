package plaza.sql.tenant;

import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// The ends of applications' lists of chats.
public final class ApplicationCountersTable {
  private static final Columns<ApplicationCounters> COLUMNS = new Columns<>("application_tail");

  public static final Column<ApplicationCounters, ApplicationId> APPLICATION = COLUMNS.number(
      "application", ApplicationCounters::application, ApplicationId::value, ApplicationId::new);
  public static final Column.OfLong<ApplicationCounters> LAST_NUMBER =
      COLUMNS.number("last_number", ApplicationCounters::lastNumber);
  static final Column.OfLong<ApplicationCounters> LIVE_COUNT =
      COLUMNS.number("live_count", ApplicationCounters::liveCount);
  public static final Column.OfLong<ApplicationCounters> POSITION =
      COLUMNS.number("position", ApplicationCounters::position);

  public static final Table<ApplicationCounters> TABLE = COLUMNS.table(
      row -> new ApplicationCounters(
          row.get(APPLICATION), row.get(LAST_NUMBER), row.get(LIVE_COUNT), row.get(POSITION)),
      APPLICATION);

  private ApplicationCountersTable() {}
}
