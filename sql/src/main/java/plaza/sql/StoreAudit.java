package plaza.sql;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import plaza.core.link.Codes;
import plaza.core.port.Position;
import plaza.sql.audit.Audit;
import plaza.sql.audit.RowProblems;
import plaza.sql.chat.ChatAudit;
import plaza.sql.link.LinkAudit;
import plaza.sql.table.Table;
import plaza.sql.tenant.TenantAudit;
import plaza.sql.visit.VisitAudit;

/// Checks all rows of a database, each on its own and against each other. It changes nothing,
/// and a server may run meanwhile: what belongs together is read by one statement or in one
/// snapshot.
public final class StoreAudit {
  /// The tables whose rows have a position, and how their rows are named.
  private static final List<List<String>> PLACED = List.of(
      List.of("application", "id"),
      List.of("application_key", "application"),
      List.of("application_tail", "application"),
      List.of("chat", "application"),
      List.of("chat_tail", "application"),
      List.of("link", "code"),
      List.of("link_block", "value"));

  /// All tables of a database.
  static final List<Table<?>> TABLES = Stream.of(
          List.of(
              SingleRows.EPOCH,
              SingleRows.PARTITIONS,
              SingleRows.CODE_KEY,
              PartitionState.TABLE,
              ReceiverPosition.TABLE,
              BootSequence.TABLE,
              Outcomes.TABLE,
              StoredLetter.TABLE,
              RequestTable.TABLE),
          TenantAudit.TABLES,
          ChatAudit.TABLES,
          LinkAudit.TABLES,
          VisitAudit.TABLES)
      .<Table<?>>flatMap(List::stream)
      .toList();

  private final Audit audit;
  private final Codes codes;

  StoreAudit(Sessions sessions, Partitions partitions, Codes codes, Depth depth) {
    this.audit =
        new Audit(sessions, partitions, depth.problems(), depth.rowsMax(), depth.progress());
    this.codes = codes;
  }

  /// The extent of the check, and the receiver of its findings.
  ///
  /// @param rowsMax how many rows of a table; [Long#MAX_VALUE]: all
  /// @param progress hears how many rows were read since it last heard
  public record Depth(long rowsMax, RowProblems problems, LongConsumer progress) {}

  public void examine() {
    examineState();
    examineDeadLetters();
    examineRequests();
    examinePositions();
    TenantAudit.examine(audit);
    ChatAudit.examine(audit);
    LinkAudit.examine(audit, codes);
    VisitAudit.examine(audit);
  }

  private void examineState() {
    for (var table : List.of("store_epoch", "store_partitions", "code_key")) {
      audit.none(
          table,
          "tables that must have one row",
          "SELECT name FROM (SELECT '" + table + "' AS name, COUNT(*) AS n FROM " + table
              + ") counted WHERE n <> 1");
    }
    audit.none(
        "code_key",
        "keys of codes of a wrong length",
        "SELECT 'code_key' FROM code_key WHERE LENGTH(bytes) <> ?",
        Codes.KEY_BYTES);
    audit.none(
        "partition_state",
        "partitions with an impossible progress",
        """
        SELECT partition_number FROM partition_state
        WHERE applied < 0 OR log = '' OR partition_number < 0 OR partition_number >= ?
          OR position < partition_number * ? OR position >= (partition_number + 1) * ?
        """,
        audit.partitions().count(),
        Position.start(1),
        Position.start(1));
    // The probe's row holds a time.
    audit.none("receiver", "receivers that are ahead of the store", """
        SELECT CONCAT_WS(':', r.name, r.partition_number)
        FROM receiver r LEFT JOIN partition_state p ON p.partition_number = r.partition_number
        WHERE r.name <> 'probe' AND r.position > COALESCE(p.position, r.partition_number * ?)
        """, Position.start(1));
    audit.none("boot_sequence", "processes that have applied nothing", """
        SELECT CONCAT_WS(':', partition_number, boot) FROM boot_sequence WHERE sequence < 1
        """);
    audit.none("outcome", "outcomes of events that were not applied", """
        SELECT CONCAT_WS(':', o.partition_number, o.last_offset)
        FROM outcome o LEFT JOIN partition_state p ON p.partition_number = o.partition_number
        WHERE o.first_offset > o.last_offset OR o.last_offset >= COALESCE(p.applied, 0)
        """);
  }

  private void examineDeadLetters() {
    audit.none(
        "dead_letter",
        "dead letters without a place in a log",
        """
        SELECT CONCAT_WS(':', partition_number, log_offset) FROM dead_letter
        WHERE log_offset < 0 OR partition_number < 0 OR partition_number >= ?
        """,
        audit.partitions().count());
  }

  private void examineRequests() {
    audit.read(
        Audit.Scan.of(RequestTable.TABLE),
        (_, page) -> page.forEach(request -> {
          var scope = request.id().scope();
          audit.require(
              request.number() >= 0 && request.count() >= 0,
              "keys of requests that created nothing",
              scope.application() + "/" + scope.parent() + " " + scope.collection());
        }));
    audit.none("request", "keys of requests of applications that do not exist", """
        SELECT CONCAT_WS(' ', r.application, r.collection)
        FROM request r LEFT JOIN application a ON a.id = r.application
        WHERE r.application <> 0 AND a.id IS NULL
        """);
    audit.none("request", "keys of requests that created messages above their chat's last", """
        SELECT CONCAT_WS('/', r.application, r.parent)
        FROM request r LEFT JOIN chat_tail t ON t.application = r.application AND t.chat = r.parent
        WHERE r.collection = 'messages' AND r.first_number + r.item_count - 1 > COALESCE(t.last_number, 0)
        """);
  }

  /// No row is newer than its partition.
  private void examinePositions() {
    for (var table : PLACED) {
      audit.none(
          table.getFirst(),
          "rows of " + table.getFirst() + " that are newer than what was applied",
          "SELECT r." + table.getLast() + "\nFROM " + table.getFirst() + """
           r
          WHERE r.position < 0 OR NOT EXISTS (
            SELECT 1 FROM partition_state p
            WHERE r.position BETWEEN p.partition_number * ? AND p.position)
          """,
          Position.start(1));
    }
  }
}
