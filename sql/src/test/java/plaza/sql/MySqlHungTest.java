package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plaza.contract.engine.DatabaseServer;
import plaza.core.port.StoreException;
import plaza.sql.dialect.MySql;

/// A server that hangs: it keeps its connections and answers nothing.
@Tag("cluster")
class MySqlHungTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Waiting for each read to time out would take ten times as long as the test may.
  private static final int READS = 200;

  private static DatabaseServer server;

  @BeforeAll
  static void start() {
    server = new DatabaseServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static MySql dialect() {
    return MySql.at(server.url("plaza"), new MySql.Login(server.user(), ""));
  }

  @Test
  @Timeout(100)
  void reads_end_with_an_error_do_not_pile_up_and_go_on_when_it_is_back() {
    var dialect = dialect();
    var database = Database.open(dialect, new Partitions(1), new Random(1));
    var probe = new StoreProbe(dialect.probing());
    assertThat(probe.write()).isNotNull();
    var store = database.store();
    server.freeze();
    try {
      for (int i = 0; i < READS; i++) {
        assertThatThrownBy(() -> store.progress(0)).isInstanceOf(StoreException.class);
      }
      assertThatThrownBy(probe::write).isInstanceOf(StoreException.class);
    } finally {
      server.wake();
    }
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
      assertThat(store.progress(0).applied()).isZero();
      var at = probe.write();
      assertThat(probe.written()).hasValue(at);
    });
    probe.close();
    database.close();
  }

  @Test
  @Timeout(100)
  void a_server_that_reads_and_takes_no_writes_is_told_from_one_that_is_away() {
    var database = Database.open(dialect(), new Partitions(1), new Random(1));
    try (var probe = new StoreProbe(dialect().probing())) {
      assertThat(probe.write()).isNotNull();
      server.run("CREATE USER IF NOT EXISTS plaza; GRANT ALL ON plaza.* TO plaza;"
          + " SET GLOBAL read_only = 1");
      var there = server.url("plaza").replaceFirst("&createDatabase.*", "");
      var guest = MySql.at(there, new MySql.Login("plaza", ""));
      try (var refused = new StoreProbe(guest.probing())) {
        assertThatThrownBy(refused::write)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("it answers reads but commits no write");
      }
    } finally {
      server.run("SET GLOBAL read_only = 0");
      database.close();
    }
  }
}
