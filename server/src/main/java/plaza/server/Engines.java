package plaza.server;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import plaza.core.chat.ChatStore;
import plaza.core.chat.SearchIndex;
import plaza.core.port.Log;
import plaza.core.port.Pace;
import plaza.core.port.Store;
import plaza.core.tenant.TenantStore;
import plaza.embedded.log.Room;
import plaza.embedded.log.SqliteLog;
import plaza.embedded.memory.HeapPace;
import plaza.embedded.search.LuceneIndex;
import plaza.sql.Database;
import plaza.sql.dialect.Sqlite;

/// The adapters of a deployment, open.
record Engines(
    Log log,
    Store store,
    TenantStore tenants,
    ChatStore chats,
    SearchIndex index,
    Pace pace,
    Runnable release)
    implements AutoCloseable {
  /// The embedded deployment is a cluster of one partition.
  private static final int EMBEDDED_PARTITIONS = 1;

  static Engines of(Deployment deployment) {
    return switch (deployment) {
      case Deployment.Embedded(var directory) -> embedded(DataDirectory.take(directory));
    };
  }

  private static Engines embedded(DataDirectory data) {
    RandomGenerator random = new SecureRandom();
    var room = Room.in(data.path(), System::nanoTime);
    var log = SqliteLog.open(data.log(), EMBEDDED_PARTITIONS, room, random);
    var database = Database.open(new Sqlite(data.store()), random);
    var index = LuceneIndex.open(data.index());
    return new Engines(
        log,
        database.store(),
        database.tenants(),
        database.chats(),
        index,
        new HeapPace(System::nanoTime),
        data::close);
  }

  @Override
  public void close() {
    index.close();
    store.close();
    log.close();
    release.run();
  }
}
