package plaza.sql.link;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.link.Codes;
import plaza.core.link.Link;
import plaza.core.link.LinkTerms;
import plaza.core.port.Position;
import plaza.core.tenant.Settings;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;
import plaza.sql.audit.Audit;
import plaza.sql.table.Table;

/// Checks the rows of short links, their tags and the counters of their codes.
public final class LinkAudit {
  private static final Audit.Scan<Row> LINKS = Audit.Scan.ofAll(
      LinkTable.TABLE, row -> new Row(LinkTable.TABLE.read(row), row.get(LinkTable.SEARCHABLE)));

  /// All tables of links.
  public static final List<Table<?>> TABLES =
      List.of(LinkTable.TABLE, LinkTag.TABLE, CodesGiven.TABLE);

  /// How many numbers are turned into codes at once.
  private static final int CODES = 500;

  /// How many of the codes that come next must be free. A code that its owner has chosen is one of
  /// them by an unlikely chance.
  private static final int NEXT = 64;

  private final Audit audit;
  private final Codes codes;

  private LinkAudit(Audit audit, Codes codes) {
    this.audit = audit;
    this.codes = codes;
  }

  public static void examine(Audit audit, Codes codes) {
    new LinkAudit(audit, codes).examine();
  }

  /// A link, and what its row says twice.
  private record Row(Link link, String searchable) {}

  private void examine() {
    audit.read(LINKS, (session, page) -> {
      page.forEach(this::examine);
      examineTags(session, page.stream().map(Row::link).toList());
    });
    orphans();
    for (var kind : Settings.LinkCodes.values()) {
      for (int partition = 0; partition < audit.partitions().count(); partition++) {
        var p = partition;
        audit.inSnapshot(session -> examineGiven(session, kind, p));
      }
    }
  }

  private static String name(Link link) {
    return link.code().text();
  }

  private void examine(Row row) {
    var link = row.link();
    var partition = codes.stream(link.code()).partition(audit.partitions().count());
    audit.require(
        Position.partition(link.number()) == partition
            && Position.partition(link.position()) == partition,
        "links in another partition than their code's",
        name(link));
    audit.require(
        link.position() >= link.number(),
        "links that changed before they were created",
        name(link));
    audit.require(
        link.searchable().equals(row.searchable()),
        "links whose search text differs from their fields",
        name(link));
    if (!link.terms().title().isEmpty()) {
      LinkTerms.titleProblem(link.terms().title())
          .ifPresent(why ->
              audit.problems().found("links with an invalid title", name(link) + ": it " + why));
    }
    var validity = link.terms().validity();
    audit.require(
        validity.since().toEpochMilli() >= 0 && validity.until().toEpochMilli() >= 0,
        "links with an invalid validity",
        name(link));
  }

  /// The tags of live links are kept twice.
  private void examineTags(PooledConnection session, List<Link> links) {
    var keys = links.stream().map(link -> new Object[] {link.number()}).toList();
    var tags = KeySet.find(session, LinkTag.BY_NUMBER, keys).stream()
        .collect(Collectors.groupingBy(LinkTag::number));
    for (var link : links) {
      var kept = tags.getOrDefault(link.number(), List.of());
      var wanted = link.deleted() ? Set.of() : new TreeSet<>(link.terms().tags());
      audit.require(
          kept.stream().map(LinkTag::tag).collect(Collectors.toSet()).equals(wanted)
              && kept.stream().allMatch(tag -> tag.application().equals(link.application())),
          "links whose tags differ from those that they are listed under",
          name(link));
    }
  }

  private void orphans() {
    audit.none("link", "links whose application does not exist", """
        SELECT l.code
        FROM link l LEFT JOIN application a ON a.id = l.application
        WHERE a.id IS NULL
        """);
    audit.none("link_tag", "tags of links that do not exist", """
        SELECT g.number
        FROM link_tag g LEFT JOIN link l ON l.number = g.number
        WHERE l.number IS NULL
        """);
    audit.none(
        "code_given",
        "counters of codes that nobody keeps",
        """
        SELECT CONCAT_WS(':', partition_number, kind)
        FROM code_given
        WHERE given < 0 OR partition_number < 0 OR partition_number >= ?
        """,
        audit.partitions().count());
  }

  /// Every number below a counter was given to a link, whose row stays, or is passed over for a
  /// link that has its code; the next ones were not.
  private void examineGiven(PooledConnection session, Settings.LinkCodes kind, int partition) {
    var name = partition + ":" + kind;
    var given = CodesGiven.count(session, partition, kind);
    for (long from = audit.whole() ? 0 : Math.max(0, given - CODES); from < given; from += CODES) {
      var count = (int) Math.min(CODES, given - from);
      var numbers = codes.codes(kind, partition, audit.partitions().count(), from, count);
      audit.require(
          numbers.size() == count, "counters of codes above the last code that there is", name);
      var there = taken(session, numbers);
      numbers.stream()
          .filter(code -> !there.contains(code) && !Codes.isReserved(code))
          .forEach(code ->
              audit.problems().found("links that were created and do not exist", code.text()));
      audit.progress().accept(count);
    }
    if (kind == Settings.LinkCodes.PERMUTED) {
      var next = codes.codes(kind, partition, audit.partitions().count(), given, NEXT);
      audit.require(
          taken(session, next).isEmpty(),
          "counters of codes below codes that were given out",
          name);
    }
  }

  private static Set<Code> taken(PooledConnection session, Collection<Code> wanted) {
    var sql = """
        SELECT l.code
        FROM wanted CROSS JOIN link l
        WHERE l.code = wanted.code
        """;
    var keys = wanted.stream().map(code -> new Object[] {code.text()}).toList();
    return new HashSet<>(
        KeySet.list(session, "code", sql, keys, row -> new Code(row.getString(1))));
  }
}
