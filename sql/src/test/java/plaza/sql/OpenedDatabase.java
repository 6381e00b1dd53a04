package plaza.sql;

import plaza.contract.DatabaseContract;
import plaza.core.chat.ChatStore;
import plaza.core.link.LinkStore;
import plaza.core.port.Store;
import plaza.core.tenant.TenantStore;
import plaza.core.visit.VisitStore;

/// A database as its contracts want it.
interface OpenedDatabase extends DatabaseContract.Opened {
  Database database();

  @Override
  default Store store() {
    return database().store();
  }

  @Override
  default TenantStore tenants() {
    return database().tenants();
  }

  @Override
  default ChatStore chats() {
    return database().chats();
  }

  @Override
  default LinkStore links() {
    return database().links();
  }

  @Override
  default VisitStore visits() {
    return database().visits();
  }

  @Override
  default void close() {
    database().close();
  }
}
