package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.DatabaseContract;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore.Move;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.event.Digest;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.link.Code;
import plaza.core.link.LinkQuery;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Store.StoredRequest;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Counts;
import plaza.core.visit.Period;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;
import plaza.sql.dialect.Dialect;

/// What the database does for each statement when the tables are full: it chooses by statistics,
/// so the statements are taken from its own log, as they were run.
@Tag("cluster")
class MySqlPlansTest extends DatabaseContract {
  private static final long ROWS = 2_000;
  private static final int CHATS = 20;

  /// Tables that have a row or two, and the keys of a statement.
  private static final Set<String> TINY = Set.of(
      "store_epoch",
      "store_partitions",
      "code_key",
      "operator_key",
      "link_block",
      "<derived2>",
      "<derived3>");

  @Override
  protected Opened open(Path directory) {
    return MySqlStoreTest.open(directory);
  }

  @Test
  void every_statement_finds_its_rows_by_a_key_and_in_one_part_of_the_messages() throws Exception {
    try (var connection = MySqlStoreTest.dialect(directory).connect(Dialect.Use.WRITE)) {
      fill();
      run(
          connection,
          "ANALYZE TABLE message, chat, chat_tail, application, application_key,"
              + " application_tail, link, link_tag, code_given, link_tally, visit_source, visit_total, visit_group, request, outcome, boot_sequence, dead_letter, receiver");
      run(
          connection,
          "SET GLOBAL log_output = 'TABLE', GLOBAL long_query_time = 0,"
              + " GLOBAL slow_query_log = 1");
      try {
        openAgain();
        useEverything();
      } finally {
        run(connection, "SET GLOBAL slow_query_log = 0, GLOBAL long_query_time = 10");
      }

      var statements = logged(connection);
      var findings = new ArrayList<String>();
      for (var sql : statements) {
        findings.addAll(findings(connection, sql));
      }

      assertThat(statements).hasSizeGreaterThan(40);
      assertThat(findings).isEmpty();
      assertThat(findings(connection, "SELECT body FROM message WHERE sender = 'x'"))
          .hasSize(2);
    }
  }

  /// A search index that is rebuilt asks for all of them, a part at a time.
  @Test
  void what_changed_is_read_from_the_position_that_is_asked_for() throws Exception {
    try (var connection = MySqlStoreTest.dialect(directory).connect(Dialect.Use.WRITE)) {
      fill();
      run(connection, "ANALYZE TABLE message");
      var before = rowsRead(connection);
      assertThat(opened().chats().changes(0, ROWS / 2, 20).messages()).hasSize(20);
      assertThat(opened().chats().newestChange(0)).isGreaterThan(ROWS);

      assertThat(rowsRead(connection) - before).isLessThan(200);
    }
  }

  /// Who was away asks for it. By the average chat, which has one message, MariaDB takes it for
  /// less to read a chat than a range.
  @Test
  void what_was_altered_in_a_large_chat_among_small_ones_is_read_from_the_position_on()
      throws Exception {
    var numbers = LongStream.rangeClosed(1, ROWS).boxed().toList();
    var half = numbers.subList(0, (int) ROWS / 2);
    try (var connection = MySqlStoreTest.dialect(directory).connect(Dialect.Use.WRITE)) {
      batch(ROWS * 2, transaction -> {
        var chats = opened().chats().rows(transaction);
        chats.insertMessages(each(numbers, n -> message(LOBBY, n, n)));
        chats.insertMessages(each(numbers, n -> message(new ChatId(BEN, n), 1, ROWS + n)));
      });
      batch(
          ROWS * 4,
          transaction -> opened()
              .chats()
              .rows(transaction)
              .updateMessages(each(half, n -> edited(message(LOBBY, n, n), ROWS * 3 + n))));
      run(connection, "ANALYZE TABLE message");
      var before = rowsRead(connection);
      var cursor = new ChatCursor(ROWS, ROWS * 3 + ROWS / 4);
      assertThat(opened().chats().changed(LOBBY, cursor, 20).messages()).hasSize(20);

      assertThat(rowsRead(connection) - before).isLessThan(200);
    }
  }

  /// By all connections, whatever led to them. MySQL itself reads hundreds of rows without a key to
  /// tell any status: those are not counted there.
  private static long rowsRead(Connection connection) throws SQLException {
    var without = isMariaDb(connection) ? "" : " AND Variable_name <> 'Handler_read_rnd_next'";
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(
            "SHOW GLOBAL STATUS WHERE Variable_name LIKE 'Handler_read%'" + without)) {
      long read = 0;
      while (rows.next()) {
        read += rows.getLong(2);
      }
      return read;
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void fill() {
    var numbers = LongStream.rangeClosed(1, ROWS).boxed().toList();
    batch(ROWS * 2, transaction -> {
      var tenants = opened().tenants().rows(transaction);
      tenants.insertApplications(each(numbers, n -> application(new ApplicationId(n), false, n)));
      tenants.insertKeys(each(numbers, n -> key(new ApplicationId(n), 1, false)));
      var chats = opened().chats().rows(transaction);
      chats.insertChats(each(numbers, n -> chat(new ChatId(ANN, n), false, n)));
      chats.moveTails(each(
          numbers,
          n -> new Move<>(
              ChatCounters.empty(new ChatId(ANN, n)),
              new ChatCounters(new ChatId(ANN, n), 1, 1, false, n))));
      chats.moveApplicationTails(each(
          numbers,
          n -> new Move<>(
              ApplicationCounters.empty(new ApplicationId(n)),
              new ApplicationCounters(new ApplicationId(n), 1, 1, n))));
      chats.insertMessages(each(numbers, n -> message(LOBBY, n, n)));
      chats.updateMessages(
          each(numbers.subList(0, CHATS), n -> edited(message(LOBBY, n, n), ROWS + n)));
      opened()
          .links()
          .rows(transaction)
          .insertLinks(each(numbers, n -> link(new ApplicationId(1 + n % CHATS), "code" + n, n)));
      var visits = opened().visits().rows(transaction);
      numbers.forEach(n -> visits.putTallies(
          Map.of(new TimeBucket(new Code("code" + n % CHATS), n), new VisitStats())));
      visits.putTotals(numbers.stream().collect(Collectors.toMap(n -> n, n -> Counts.NONE)));
      visits.insertGroups(each(numbers, MySqlPlansTest::visits));
      visits.setCounted(numbers.stream().collect(Collectors.toMap(n -> n, n -> n)));
      transaction.insertRequests(each(numbers, MySqlPlansTest::request));
      transaction.moveSequences(numbers.stream().collect(Collectors.toMap(n -> n, n -> n)));
      numbers.forEach(n -> transaction.insertOutcomes(
          new Transaction.BatchOutcomes(n, n, new byte[10], NOON.plusMillis(n))));
      transaction.insertDeadLetters(
          each(numbers, n -> new Transaction.DeadLetter(n, new byte[10])));
    });
    var epoch = opened().store().epoch();
    numbers.forEach(
        n -> opened().store().moveReceiver(epoch, "r" + n % 50, (int) (n % PARTITIONS), n));
  }

  private static VisitGroup visits(long number) {
    var place = new VisitTarget.OfLink(
        new ApplicationId(1 + number % 3), new Code("code" + number % CHATS));
    var seen = new VisitRecord(NOON.plusSeconds(number), ClientProfile.NONE, VisitRequest.NONE);
    return new VisitGroup(number, place, List.of(seen));
  }

  private static <T> List<T> each(List<Long> numbers, Function<Long, T> row) {
    return numbers.stream().map(row).toList();
  }

  private static StoredRequest request(long number) {
    var id = new RequestKey.Id(new Scope(1, number % CHATS, "messages"), "key" + number);
    return new StoredRequest(id, Digest.of(new byte[] {1}), 1, 1);
  }

  private void useEverything() {
    var store = opened().store();
    store.progress(0);
    store.request(request(7).id());
    store.outcomes(0, 1_500);
    store.deadLetters(0, 500, 510);
    store.receiver("r1", 1);
    store.checkpoint(0);
    useTenants();
    useChats();
    useLinks();
    useVisits();
    batch(ROWS * 3, this::useRows);
    store.pruneOutcomes(NOON.plusMillis(20));
    store.resumeAt(2, "other log", 5, Map.of(7L, 3L));
    store.sequence(2, 7);
  }

  private void useTenants() {
    var tenants = opened().tenants();
    tenants.application(application(BEN, false, 2).token());
    tenants.application(BEN);
    tenants.opened(hash(BEN, 1));
    tenants.applications(new Page.After(500, 20));
    tenants.applications(new Page.Before(500, 20));
    tenants.applications(new Page.Numbered(2, 20));
    tenants.keys(BEN);
    tenants.key(BEN, 1);
    tenants.key(BEN, key(BEN, 1, false).id());
    tenants.operator();
    tenants.changed(0, 1_900, 20);
  }

  private void useChats() {
    var chats = opened().chats();
    chats.chat(LOBBY);
    chats.liveChats(List.of(LOBBY, GARDEN));
    for (var page :
        List.of(new Page.After(1_000, 20), new Page.Before(1_000, 20), new Page.Numbered(2, 20))) {
      chats.chats(ANN, page);
      chats.messages(LOBBY, page);
    }
    chats.message(new MessageId(LOBBY, 5));
    chats.messages(List.of(new MessageId(LOBBY, 5), new MessageId(LOBBY, 6)));
    chats.created(LOBBY, 100, 10);
    chats.tail(LOBBY);
    chats.tails(List.of(LOBBY, GARDEN));
    chats.changed(LOBBY, new ChatCursor(1_900, 1_900), 20);
    chats.changes(0, 1_900, 20);
    chats.newestChange(0);
    chats.changedChats(0, 1_900, 20);
    chats.lowestChanged(LOBBY, 1_990);
  }

  private void useLinks() {
    var links = opened().links();
    links.link(new Code("code7"));
    links.link(7);
    links.changedLinks(0, 1_900, 20);
    links.links(ANN, LinkQuery.ALL, 100, 20);
    links.links(BEN, LinkQuery.ALL.tagged("tag").having("x"), 0, 20);
    links.tags(ANN);
    links.tagged(ANN, "tag");
    links.crawlable(20);
    links.ofApplication(ANN, 1_900, 20);
    opened().visits().total(new Code("code7"));
    opened().visits().tallies(new Code("code7"), 100, 200);
  }

  private void useVisits() {
    var visits = opened().visits();
    visits.totals(List.of("code7", "code8"));
    visits.total(ANN);
    visits.groups(List.of(7L, 8L, 9L));
    var period = new Period(NOON.plusSeconds(500), NOON.plusSeconds(600));
    for (var among : List.of(
        new VisitScope.Application(ANN),
        VisitScope.link(new Code("code7")),
        VisitScope.links(List.of(new Code("code7"), new Code("code8"))))) {
      visits.within(among, period);
      visits.across(among, NOON.plusSeconds(500));
      for (var time : List.of(period, Period.ALWAYS)) {
        visits.newest(new VisitQuery(among, time, false), VisitGroup.Behind.NONE, 20);
      }
    }
  }

  private void useRows(Transaction transaction) {
    transaction.requests(List.of(request(7).id(), request(8).id()));
    transaction.sequences(List.of(7L, 8L));
    transaction.moveSequences(Map.of(7L, 8L));
    var tenants = opened().tenants().rows(transaction);
    tenants.lastApplication();
    tenants.applications(List.of(ANN, BEN));
    tenants.taken(List.of(application(BEN, false, 2).token()));
    tenants.keys(BEN, List.of(key(BEN, 1, false).id()));
    tenants.liveKeys(BEN);
    tenants.updateApplications(List.of(application(BEN, true, ROWS * 3)));
    tenants.updateKeys(List.of(key(BEN, 1, true)));
    tenants.setOperator(hash(ANN, 1), 1);
    var visits = opened().visits().rows(transaction);
    visits.tallies(
        List.of(new TimeBucket(new Code("code7"), 7), new TimeBucket(new Code("code7"), 8)));
    visits.counted(List.of(7L, 8L));
    visits.totals(List.of(7L, 8L));
    visits.clear(List.of("code9"));
    var links = opened().links().rows(transaction);
    links.links(List.of(new Code("code7"), new Code("code8")));
    links.given(Settings.LinkCodes.PERMUTED);
    links.setGiven(Settings.LinkCodes.PERMUTED, 9);
    links.updateLinks(List.of(link(ANN, "code7", 7)));
    var rows = opened().chats().rows(transaction);
    rows.applicationTails(List.of(ANN, BEN));
    rows.chats(List.of(LOBBY, GARDEN));
    rows.tails(List.of(LOBBY, GARDEN));
    rows.messages(List.of(new MessageId(LOBBY, 5), new MessageId(LOBBY, 6)));
    rows.updateChats(List.of(chat(LOBBY, true, ROWS * 3)));
    var tail = new ChatCounters(new ChatId(ANN, 9), 1, 1, false, 9);
    rows.moveTails(List.of(new Move<>(tail, new ChatCounters(tail.chat(), 2, 2, false, ROWS * 3))));
    var all = new ApplicationCounters(BEN, 1, 1, 2);
    rows.moveApplicationTails(
        List.of(new Move<>(all, new ApplicationCounters(BEN, 2, 2, ROWS * 3))));
    Message changed = edited(message(LOBBY, 500, 500), Position.start(0) + ROWS * 3);
    rows.updateMessages(List.of(changed));
  }

  /// Each kind of statement that was run in this database, once, with values.
  private static List<String> logged(Connection connection) throws SQLException {
    var kinds = new LinkedHashMap<String, String>();
    try (var statement = connection.prepareStatement(
            "SELECT sql_text FROM mysql.slow_log WHERE db = DATABASE()");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        // With bytes in it that are no text.
        var sql = new String(rows.getBytes(1), StandardCharsets.UTF_8).strip();
        // What asks for the schema is the migration's.
        if (sql.matches("(?s)(SELECT|WITH|UPDATE|DELETE).*")
            && !sql.matches("(?si).*(_schema|@@).*")) {
          kinds.put(sql.replaceAll("'[^']*'|\\d+", "?"), sql);
        }
      }
    }
    return List.copyOf(kinds.values());
  }

  private static List<String> findings(Connection connection, String sql) throws SQLException {
    var findings = new ArrayList<String>();
    // MySQL tells the partitions always, and does not know the word.
    var mariaDb = isMariaDb(connection);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(
            (mariaDb ? "EXPLAIN PARTITIONS " : "EXPLAIN FORMAT=TRADITIONAL ") + sql)) {
      while (rows.next()) {
        var table = String.valueOf(rows.getString("table"));
        var type = String.valueOf(rows.getString("type"));
        var parts = String.valueOf(rows.getString("partitions"));
        // MySQL says so too of the end of an index, for one row.
        var end = !mariaDb && type.equals("index") && rows.getLong("rows") == 1;
        if (Set.of("ALL", "index").contains(type) && !end && !TINY.contains(table)) {
          findings.add("all of " + table + " in " + sql);
        }
        // By a whole key there is one part a row, whatever is said here.
        if (parts.contains(",") && !type.equals("eq_ref")) {
          findings.add("parts " + parts + " of " + table + " in " + sql);
        }
      }
    }
    return findings;
  }

  private static boolean isMariaDb(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("MariaDB");
  }
}
