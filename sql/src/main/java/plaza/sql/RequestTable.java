package plaza.sql;

import plaza.core.event.Digest;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.port.Store.StoredRequest;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Keys of requests that created something.
final class RequestTable {
  private static final Columns<StoredRequest> COLUMNS = new Columns<>("request");

  static final Column.OfLong<StoredRequest> APPLICATION =
      COLUMNS.number("application", request -> request.id().scope().application());
  static final Column.OfLong<StoredRequest> PARENT =
      COLUMNS.number("parent", request -> request.id().scope().parent());
  static final Column<StoredRequest, String> COLLECTION =
      COLUMNS.text("collection", request -> request.id().scope().collection());
  static final Column<StoredRequest, String> KEY =
      COLUMNS.text("request_key", request -> request.id().key());
  static final Column<StoredRequest, Digest> DIGEST =
      COLUMNS.bytes("digest", StoredRequest::digest, Digest::bytes, Digest::ofBytes);
  static final Column.OfLong<StoredRequest> NUMBER =
      COLUMNS.number("first_number", StoredRequest::number);
  static final Column.OfInt<StoredRequest> COUNT =
      COLUMNS.integer("item_count", StoredRequest::count);

  static final Table<StoredRequest> TABLE = COLUMNS.table(
      row -> new StoredRequest(
          new RequestKey.Id(
              new Scope(row.get(APPLICATION), row.get(PARENT), row.get(COLLECTION)), row.get(KEY)),
          row.get(DIGEST),
          row.get(NUMBER),
          row.get(COUNT)),
      APPLICATION,
      PARENT,
      COLLECTION,
      KEY);

  private RequestTable() {}

  /// The values of the key.
  static Object[] key(RequestKey.Id id) {
    var scope = id.scope();
    return new Object[] {scope.application(), scope.parent(), scope.collection(), id.key()};
  }
}
