package plaza.sql.visit;

import java.time.Instant;
import java.util.List;
import plaza.core.visit.Counts;
import plaza.core.visit.Dimension;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitStats;
import plaza.sql.audit.Audit;
import plaza.sql.table.Table;

/// Checks the rows of visits and their counts.
public final class VisitAudit {
  /// All tables of visits.
  public static final List<Table<?>> TABLES =
      List.of(LinkTallyTable.TABLE, VisitGroupTable.TABLE, VisitTotal.TABLE, VisitSource.TABLE);

  private static final Audit.Scan<TallyRow> TALLIES = Audit.Scan.ofAll(
      LinkTallyTable.TABLE,
      row -> new TallyRow(
          row.get(LinkTallyTable.CODE) + ":" + row.get(LinkTallyTable.SLOT),
          new Counts(row.get(LinkTallyTable.VISITS), row.get(LinkTallyTable.BOTS)),
          VisitStats.ofBytes(row.get(LinkTallyTable.TALLY))));

  private static final Audit.Scan<GroupRow> GROUPS = Audit.Scan.ofAll(
      VisitGroupTable.TABLE,
      row -> new GroupRow(
          VisitGroupTable.TABLE.read(row),
          new Counts(row.get(VisitGroupTable.VISITS), row.get(VisitGroupTable.BOTS)),
          row.get(VisitGroupTable.FIRST_AT),
          row.get(VisitGroupTable.LAST_AT)));

  private static final String ORPHANS = "('/base_url', '/invalid_short_url', '/regular_404')";

  private final Audit audit;

  private VisitAudit(Audit audit) {
    this.audit = audit;
  }

  public static void examine(Audit audit) {
    new VisitAudit(audit).examine();
  }

  private record TallyRow(String name, Counts counts, VisitStats tally) {}

  private record GroupRow(VisitGroup group, Counts counts, Instant first, Instant last) {}

  private void examine() {
    audit.read(TALLIES, (_, page) -> page.forEach(this::examine));
    audit.read(GROUPS, (_, page) -> page.forEach(this::examine));
    orphans();
    sums();
  }

  private void examine(TallyRow row) {
    var tally = row.tally();
    audit.require(
        tally.counts().equals(row.counts()),
        "counts of visits that differ from their own parts",
        row.name());
    for (var part : Dimension.values()) {
      var sum = tally.by(part).values().stream().mapToLong(Long::longValue).sum();
      audit.require(
          sum == tally.visits(),
          "counts of visits that differ from their own parts",
          row.name() + " " + part);
    }
  }

  private void examine(GroupRow row) {
    var group = row.group();
    var name = group.place().key() + " " + group.number();
    var good = !group.sightings().isEmpty()
        && group.sightings().size() <= VisitGroup.VISITS_MAX
        && group.counts().equals(row.counts())
        && group.firstAt().equals(row.first())
        && group.lastAt().equals(row.last());
    audit.require(good, "groups of visits that differ from their own visits", name);
  }

  private void orphans() {
    audit.none("link_tally", "counts of visits of links that do not exist", """
        SELECT CONCAT_WS(':', t.code, t.slot)
        FROM link_tally t LEFT JOIN link l ON l.code = t.code
        WHERE l.code IS NULL AND t.code NOT IN\s""" + ORPHANS);
    audit.none("visit_group", "visits of links that do not exist", """
        SELECT CONCAT_WS(' ', g.code, g.number)
        FROM visit_group g LEFT JOIN link l ON l.code = g.code
        WHERE l.code IS NULL AND g.code NOT IN\s""" + ORPHANS);
    audit.none("visit_group", "visits with another owner than their link's", """
        SELECT CONCAT_WS(' ', g.code, g.number)
        FROM visit_group g LEFT JOIN link l ON l.code = g.code
        WHERE g.owner <> COALESCE(l.application, 0)
        """);
    audit.none("visit_total", "totals of visits of applications that do not exist", """
        SELECT t.owner
        FROM visit_total t LEFT JOIN application a ON a.id = t.owner
        WHERE t.owner <> 0 AND a.id IS NULL
        """);
    audit.none("visit_source", "sources of visits that have counted nothing", """
        SELECT CONCAT_WS(':', partition_number, source) FROM visit_source WHERE counted < 1
        """);
  }

  /// A visit is counted by hour, by day, in all and for its owner, and kept in a group.
  private void sums() {
    audit.none("link_tally", "links whose visits by hour, by day and in total differ", """
        SELECT code
        FROM link_tally
        GROUP BY code
        HAVING SUM(CASE WHEN slot > 0 THEN visits ELSE 0 END) <> SUM(CASE WHEN slot = 0 THEN visits ELSE 0 END)
          OR SUM(CASE WHEN slot < 0 THEN visits ELSE 0 END) <> SUM(CASE WHEN slot = 0 THEN visits ELSE 0 END)
          OR SUM(CASE WHEN slot > 0 THEN bots ELSE 0 END) <> SUM(CASE WHEN slot = 0 THEN bots ELSE 0 END)
          OR SUM(CASE WHEN slot < 0 THEN bots ELSE 0 END) <> SUM(CASE WHEN slot = 0 THEN bots ELSE 0 END)
        """);
    audit.none(
        "link_tally,visit_group",
        "links whose counted visits differ from those that are kept",
        """
        SELECT p.code
        FROM (SELECT code, visits, bots FROM link_tally WHERE slot = 0
              UNION ALL SELECT code, -visits, -bots FROM visit_group) p
        GROUP BY p.code
        HAVING SUM(p.visits) <> 0 OR SUM(p.bots) <> 0
        """);
    audit.none(
        "link_tally",
        "applications whose total of visits differs from their links' (0: visits of no link)",
        """
        SELECT p.owner
        FROM (SELECT owner, visits, bots FROM visit_total
              UNION ALL
              SELECT COALESCE(l.application, 0), -t.visits, -t.bots
              FROM link_tally t LEFT JOIN link l ON l.code = t.code
              WHERE t.slot = 0) p
        GROUP BY p.owner
        HAVING SUM(p.visits) <> 0 OR SUM(p.bots) <> 0
        """);
  }
}
