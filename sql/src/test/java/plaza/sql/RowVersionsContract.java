package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plaza.contract.DatabaseContract;
import plaza.core.event.EventWriter;
import plaza.core.link.Code;
import plaza.core.link.Condition;
import plaza.core.link.Link;
import plaza.core.link.LinkPage;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.tenant.Application;
import plaza.core.tenant.Settings;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Dimension;
import plaza.core.visit.Period;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;
import plaza.sql.dialect.Dialect;

/// Rows that were written before values had versions are read, and written with a version from
/// then on; in every dialect.
abstract class RowVersionsContract extends DatabaseContract {
  private static final String VERSION_2 = "FFFF7F7F02";
  private static final String VERSION_3 = "FFFF7F7F03";
  private static final Code CODE = new Code("code");
  private static final Settings SETTINGS = Settings.DEFAULT
      .with(Settings.CORS_ORIGINS, List.of("*"))
      .with(Settings.FORBIDDEN_WORDS, List.of("spam"))
      .with(Settings.RATE_PER_SECOND, 7)
      .with(Settings.LINK_CODES, Settings.LinkCodes.PLAIN)
      .with(Settings.LINK_SCHEMES, List.of("https"));
  private static final List<Rule> RULES = List.of(new Rule(
      new Target("https://example.com/ios"),
      List.of(new Condition(Condition.Kind.DEVICE, "", "ios"))));

  protected abstract Dialect dialect(Path directory);

  private static Application application() {
    var plain = application(ANN, false, 1);
    return new Application(
        ANN, plain.token(), plain.name(), SETTINGS, NOON, NOON, false, 1, plain.position());
  }

  private static Link link() {
    var terms = new LinkTerms(
        new Target("https://example.com"),
        "",
        List.of("a", "ä"),
        Validity.ALWAYS,
        new Redirection(302, true, RULES),
        false);
    return new Link(CODE, ANN, 1, terms, NOON, NOON, false, 1);
  }

  private static Visit visit() {
    var traits = new ClientProfile("", "Firefox", "Linux", "desktop", "de", false);
    return new Visit(
        new VisitTarget.OfLink(ANN, CODE), new VisitRecord(NOON, traits, VisitRequest.NONE), -1);
  }

  private static VisitStats tally() {
    var tally = new VisitStats();
    tally.add(visit());
    return tally;
  }

  private static final TimeBucket ALWAYS = new TimeBucket(CODE, TimeBucket.ALWAYS);

  private void write() {
    batch(1, transaction -> {
      opened().tenants().rows(transaction).insertApplications(List.of(application()));
      opened().links().rows(transaction).insertLinks(List.of(link()));
      var visits = opened().visits().rows(transaction);
      visits.putTallies(Map.of(ALWAYS, tally()));
      visits.insertGroups(
          List.of(new VisitGroup(1, visit().place(), List.of(visit().sighting()))));
    });
  }

  private void replace(String table, String column, EventWriter bytes) throws SQLException {
    var sql = "UPDATE " + table + " SET " + column + " = ?";
    try (var connection = dialect(directory).connect(Dialect.Use.WRITE);
        var statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(true);
      statement.setBytes(1, bytes.toBytes());
      assertThat(statement.executeUpdate()).as(sql).isEqualTo(1);
    }
  }

  private String stored(String table, String column) throws SQLException {
    try (var connection = dialect(directory).connect(Dialect.Use.READ);
        var statement = connection.prepareStatement("SELECT " + column + " FROM " + table);
        var row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return HexFormat.of().withUpperCase().formatHex(row.getBytes(1));
    }
  }

  private void makeOld() throws SQLException {
    var settings = new EventWriter().number(4_000).number(7).flag(true);
    settings.texts(List.of("*")).texts(List.of("spam")).texts(List.of("https"));
    replace("application", "settings", settings);
    replace("link", "tags", new EventWriter().texts(link().terms().tags()));
    var rules = new EventWriter();
    Rule.write(rules, RULES);
    replace("link", "rules", rules);
    var tally = new EventWriter().number(1).number(0).flag(false).number(1).fixed64(-1);
    for (var value : List.of("", "Firefox", "Linux", "desktop", "de")) {
      tally.number(1).text(value).number(1);
    }
    replace("link_tally", "tally", tally);
    var visits = new EventWriter().texts(List.of("", "Firefox", "Linux", "desktop", "de"));
    visits.number(1).number(0).number(1).number(2).number(3).number(4).flag(false);
    visits
        .number(1)
        .number(NOON.toEpochMilli())
        .number(0)
        .number(0)
        .number(0)
        .number(0)
        .number(0);
    replace("visit_group", "sightings", visits);
  }

  private void assertReads() {
    assertThat(opened().tenants().application(ANN))
        .hasValueSatisfying(view -> assertThat(view.application()).isEqualTo(application()));
    batch(
        1,
        transaction -> assertThat(opened().links().rows(transaction).links(List.of(CODE)))
            .containsExactly(Map.entry(CODE, link())));
    var total = opened().visits().total(CODE);
    assertThat(total.visits()).isEqualTo(1);
    assertThat(total.visitorCount().visitors()).isEqualTo(1);
    assertThat(total.by(Dimension.LANGUAGE)).isEqualTo(Map.of("de", 1L));
    assertThat(opened().visits().groups(List.of(1L)))
        .singleElement()
        .satisfies(
            group -> assertThat(group.sightings()).containsExactly(visit().sighting()));
    assertThat(opened().visits().within(VisitScope.link(CODE), Period.ALWAYS).total())
        .isEqualTo(1);
  }

  @Test
  void rows_of_version_1_are_read_and_written_as_the_newest_version() throws SQLException {
    write();
    makeOld();
    openAgain();

    assertReads();
    batch(2, transaction -> {
      var visits = opened().visits().rows(transaction);
      var old = visits.tallies(List.of(ALWAYS));
      visits.putTallies(old);
      var tenants = opened().tenants().rows(transaction);
      tenants.updateApplications(List.copyOf(tenants.applications(List.of(ANN)).values()));
      var links = opened().links().rows(transaction);
      links.updateLinks(List.copyOf(links.links(List.of(CODE)).values()));
    });

    assertReads();
    assertThat(stored("application", "settings")).startsWith(VERSION_2);
    assertThat(stored("link", "tags")).startsWith(VERSION_2);
    assertThat(stored("link", "rules")).startsWith(VERSION_3);
    assertThat(stored("link_tally", "tally")).startsWith(VERSION_2);
    assertThat(stored("visit_group", "sightings")).doesNotStartWith(VERSION_2);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = dialect(directory).connect(Dialect.Use.WRITE);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
    }
  }

  private List<Link> found(String text) {
    return opened().links().links(ANN, LinkQuery.ALL.having(text), 0, 10).links().stream()
        .map(LinkPage.Counted::link)
        .toList();
  }

  /// As a build of an earlier version of folding left it.
  @Test
  void what_links_are_found_by_is_folded_once_more_after_the_folding_has_changed()
      throws SQLException {
    write();
    execute("UPDATE link SET searchable = 'łódź'");
    execute("UPDATE flyway_schema_history SET checksum = 1 WHERE description = 'folded links'");
    assertThat(found("example.com")).isEmpty();

    openAgain();

    assertThat(found("example.com")).containsExactly(link());
    assertThat(found("lodz")).isEmpty();
  }
}
