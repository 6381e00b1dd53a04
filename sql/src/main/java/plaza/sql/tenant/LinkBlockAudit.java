package plaza.sql.tenant;

import plaza.core.link.Code;
import plaza.core.link.TargetHost;
import plaza.core.port.Position;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.TenantChange;
import plaza.sql.audit.Audit;

/// Whether what the operator has blocked makes sense, and is found: each redirect looks for the
/// link's code, and for its target's host in the canonical form.
final class LinkBlockAudit {
  private final Audit audit;

  private LinkBlockAudit(Audit audit) {
    this.audit = audit;
  }

  static void examine(Audit audit) {
    new LinkBlockAudit(audit).examine();
  }

  private void examine() {
    audit.read(Audit.Scan.of(StoredBlock.TABLE), (_, page) -> page.forEach(this::examine));
    audit.none("link_block", "blocks of links that do not exist", """
        SELECT b.value
        FROM link_block b LEFT JOIN link l ON l.code = b.value
        WHERE b.kind = ? AND l.code IS NULL
        """, LinkBlock.Kind.CODE.code());
    audit.none(
        "link_block",
        "kinds of blocks with more entries than allowed",
        "SELECT kind FROM link_block GROUP BY kind HAVING COUNT(*) > ?",
        LinkBlock.COUNT_MAX);
  }

  private void examine(StoredBlock row) {
    var block = row.block();
    switch (block.kind()) {
      case CODE ->
        audit.require(Code.problem(block.value()).isEmpty(), "blocks of invalid codes", row.name());
      case HOST ->
        audit.require(
            TargetHost.problem(block.value()).isEmpty()
                && TargetHost.canonical(block.value()).equals(block.value()),
            "blocks of hosts in a form that no target matches",
            row.name());
    }
    audit.require(
        LinkBlock.reasonProblem(block.reason()).isEmpty(),
        "blocks with an invalid reason",
        row.name());
    audit.require(block.at().toEpochMilli() >= 0, "blocks with an invalid time", row.name());
    audit.require(
        Position.partition(row.position())
            == TenantChange.STREAM.partition(audit.partitions().count()),
        "blocks in another partition than the server's",
        row.name());
  }
}
