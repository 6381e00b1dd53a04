package plaza.sql.tenant;

import java.time.Instant;
import plaza.core.tenant.LinkBlock;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// A block of links, and the position at which it was made.
record StoredBlock(LinkBlock block, long position) {
  private static final Columns<StoredBlock> COLUMNS = new Columns<>("link_block");

  static final Column<StoredBlock, LinkBlock.Kind> KIND =
      COLUMNS.code("kind", row -> row.block().kind().code(), LinkBlock.Kind::of);
  static final Column<StoredBlock, String> VALUE =
      COLUMNS.text("value", row -> row.block().value());
  static final Column<StoredBlock, String> REASON =
      COLUMNS.text("reason", row -> row.block().reason());
  static final Column<StoredBlock, Instant> BLOCKED_AT =
      COLUMNS.instant("blocked_at", row -> row.block().at());
  static final Column.OfLong<StoredBlock> POSITION =
      COLUMNS.number("position", StoredBlock::position);

  static final Table<StoredBlock> TABLE = COLUMNS.table(
      row -> new StoredBlock(
          new LinkBlock(row.get(KIND), row.get(VALUE), row.get(REASON), row.get(BLOCKED_AT)),
          row.get(POSITION)),
      KIND,
      VALUE);

  String name() {
    return block.kind() + " " + block.value();
  }
}
