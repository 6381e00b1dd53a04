package plaza.sql.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import plaza.core.link.LinkQuery;
import plaza.core.link.Validity;
import plaza.core.tenant.ApplicationId;

/// A query for links as SQL, over `link l` and, as `t`, how often each was followed.
final class LinkSelection {
  private static final String TABLES = """
      FROM link l LEFT JOIN link_tally t ON t.code = l.code AND t.slot = 0
      WHERE l.application = ? AND l.deleted = 0
      """;

  private final StringBuilder where = new StringBuilder(TABLES);
  private final List<Object> parameters = new ArrayList<>();
  private final long application;
  private final LinkQuery query;

  LinkSelection(ApplicationId application, LinkQuery query) {
    this.application = application.value();
    this.query = query;
    parameters.add(this.application);
    if (!query.text().isEmpty()) {
      and("INSTR(l.searchable, ?) > 0", query.text());
    }
    tags("", query.with());
    tags("NOT ", query.without());
    if (!query.from().equals(Validity.NEVER)) {
      and("l.created_at >= ?", query.from().toEpochMilli());
    }
    if (!query.to().equals(Validity.NEVER)) {
      and("l.created_at <= ?", query.to().toEpochMilli());
    }
    if (!query.until().equals(Validity.NEVER)) {
      and("(l.valid_until = 0 OR l.valid_until > ?)", query.until().toEpochMilli());
    }
    if (query.followable()) {
      and("(l.visits_max = 0 OR l.visits_max > COALESCE(t.visits, 0))");
    }
  }

  private void and(String condition, Object... values) {
    where.append("AND ").append(condition).append('\n');
    Collections.addAll(parameters, values);
  }

  private void tags(String not, LinkQuery.Tagged tagged) {
    if (tagged.tags().isEmpty()) {
      return;
    }
    var has = "EXISTS (SELECT 1 FROM link_tag g"
        + " WHERE g.application = ? AND g.tag = ? AND g.number = l.number)";
    var all = Collections.nCopies(tagged.tags().size(), has);
    var values = tagged.tags().stream().flatMap(tag -> List.<Object>of(application, tag).stream());
    and(not + "(" + String.join(tagged.all() ? " AND " : " OR ", all) + ")", values.toArray());
  }

  /// Everything behind `SELECT …`, but for the order.
  String tablesAndWhere() {
    return where.toString();
  }

  String order() {
    var way = query.descending() ? " DESC" : "";
    var column = switch (query.order()) {
      case CREATED -> "l.created_at";
      case CODE -> "l.code";
      case TARGET -> "l.target";
      case TITLE -> "l.title";
      case VISITS -> "COALESCE(t.visits, 0)";
      case VISITS_AND_BOTS -> "COALESCE(t.visits, 0) + COALESCE(t.bots, 0)";
    };
    return "ORDER BY " + column + way + ", l.number" + way + "\n";
  }

  /// The values of the question marks, and these behind them.
  Object[] parametersAnd(Object... more) {
    var all = new ArrayList<>(parameters);
    Collections.addAll(all, more);
    return all.toArray();
  }
}
