package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.contract.ChatStoreContract;
import plaza.contract.DatabaseContract;
import plaza.contract.LinkListContract;
import plaza.contract.LinkStoreContract;
import plaza.contract.StoreContract;
import plaza.contract.TenantStoreContract;
import plaza.contract.VisitStoreContract;
import plaza.contract.engine.DatabaseServer;
import plaza.core.chat.MessageId;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.MySql;

/// All contracts over MariaDB, or a MySQL, each test in a database of its own.
@Tag("cluster")
class MySqlStoreTest {
  private record Opened(Database database) implements OpenedDatabase {}

  /// A directory's database.
  static MySql dialect(Path directory) {
    var server = DatabaseServer.shared();
    var name = "plaza_" + Integer.toHexString(directory.hashCode());
    return MySql.at(server.url(name), new MySql.Login(server.user(), ""));
  }

  static Database database(Path directory, int partitions) {
    return Database.open(dialect(directory), new Partitions(partitions), new Random(1));
  }

  static DatabaseContract.Opened open(Path directory) {
    return new Opened(database(directory, 3));
  }

  @Nested
  class OfTenants extends TenantStoreContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }
  }

  @Nested
  class OfChats extends ChatStoreContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }
  }

  @Nested
  class OfLinks extends LinkStoreContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }
  }

  @Nested
  class OfLinkLists extends LinkListContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }
  }

  @Nested
  class OfVisits extends VisitStoreContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }
  }

  @Nested
  class OfOldRows extends RowVersionsContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }

    @Override
    protected Dialect dialect(Path directory) {
      return MySqlStoreTest.dialect(directory);
    }
  }

  @Nested
  class OfSchema extends SchemaContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }

    @Override
    protected Dialect dialect(Path directory) {
      return MySqlStoreTest.dialect(directory);
    }
  }

  @Nested
  class OfPipeline extends StoreContract {
    @Override
    protected DatabaseContract.Opened open(Path directory) {
      return MySqlStoreTest.open(directory);
    }

    @Test
    void partitions_are_applied_at_the_same_time() {
      var store = opened().store();
      try (var zero = store.begin(0, 0, 1).orElseThrow();
          var one = store.begin(1, 0, 1).orElseThrow()) {
        opened().chats().rows(zero).insertMessages(List.of(message(LOBBY, 1, 1)));
        opened().chats().rows(one).insertMessages(List.of(message(GARDEN, 1, 1L + (1L << 48))));
        one.commit(1L + (1L << 48));
        zero.commit(1);
      }

      assertThat(store.progress(0).applied()).isEqualTo(1);
      assertThat(store.progress(1).applied()).isEqualTo(1);
    }

    @Test
    void after_a_crash_of_the_database_a_transaction_is_gone_and_what_was_committed_is_there() {
      var store = opened().store();
      batch(
          1,
          transaction ->
              opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 1, 1))));
      assertThat(store.progress(0).applied()).isEqualTo(1);
      try (var transaction = store.begin(0, 1, 2).orElseThrow()) {
        opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 2, 2)));

        DatabaseServer.shared().crash();

        assertThatThrownBy(() -> transaction.commit(2)).isInstanceOf(StoreException.class);
      }
      // Over new connections: those that were open are all lost. The first may be told so.
      await()
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(() -> store.progress(0).equals(new Store.Progress(1, 1, "log")));
      assertThat(opened().chats().message(new MessageId(LOBBY, 1))).isPresent();
      assertThat(opened().chats().message(new MessageId(LOBBY, 2))).isEmpty();
      batch(
          2,
          transaction ->
              opened().chats().rows(transaction).insertMessages(List.of(message(LOBBY, 2, 2))));
    }

    @Test
    void of_a_database_that_was_started_anew_nothing_is_read_before_that_was_told() {
      var store = opened().store();
      var told = new AtomicInteger();
      store.onRestart(told::incrementAndGet);
      store.progress(0);
      // A start within the same second would not be noticed; one in the next has to be.
      await().until(() -> DatabaseServer.shared().up().toSeconds() >= 1);

      DatabaseServer.shared().crash();

      await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
        var applied = store.progress(0).applied();
        assertThat(told).as("before anything was read, and once").hasValue(1);
        return applied == 0;
      });
    }

    @Test
    void a_store_made_for_another_number_of_partitions_is_refused() {
      assertThatThrownBy(() -> database(directory, 4))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("3 partitions, not of 4");
    }
  }

  @Test
  void nodes_that_open_a_new_database_at_the_same_time_agree_on_its_life(@TempDir Path directory)
      throws Exception {
    var dialect = dialect(directory);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var opening = IntStream.range(0, 4)
          .mapToObj(seed ->
              threads.submit(() -> Database.open(dialect, new Partitions(3), new Random(seed))))
          .toList();
      var epochs = new HashSet<String>();
      for (var opened : opening) {
        try (var database = opened.get()) {
          epochs.add(database.store().epoch());
        }
      }

      assertThat(epochs).hasSize(1);
    }
  }
}
