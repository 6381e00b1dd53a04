package plaza.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.DatabaseContract;
import plaza.contract.engine.DatabaseServer;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatStore.Move;
import plaza.core.chat.Message;
import plaza.core.port.Page;
import plaza.sql.dialect.MySql;

/// A MariaDB, or a MySQL, with a real replica, which is in time, behind, or away: the answers are
/// those of a store without one.
@Tag("cluster")
class MySqlReplicaTest extends DatabaseContract {
  private static final Page FIRST = new Page.After(0, 100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static DatabaseServer primary;
  private static DatabaseServer follower;

  private Replica replica = Replica.none();

  @BeforeAll
  static void start() {
    primary = DatabaseServer.followed();
    follower = primary.follower();
  }

  @AfterAll
  static void stop() {
    follower.close();
    primary.close();
  }

  private record Opened(Database database) implements OpenedDatabase {}

  @Override
  protected DatabaseContract.Opened open(Path directory) {
    var name = "plaza_" + Integer.toHexString(directory.hashCode());
    var dialect = MySql.at(primary.url(name), new MySql.Login(primary.user(), ""));
    var copy = dialect.replica(follower.url(name).replaceFirst("&createDatabase.*", ""));
    var database = Database.replicated(dialect, copy, new Partitions(PARTITIONS), new Random(1));
    replica = database.replica();
    return new Opened(database);
  }

  private void post(long number) {
    batch(number, transaction -> {
      var rows = opened().chats().rows(transaction);
      rows.insertMessages(List.of(message(LOBBY, number, number)));
      rows.moveTails(List.of(new Move<>(tail(number - 1), tail(number))));
    });
  }

  private static ChatCounters tail(long number) {
    return number == 0
        ? ChatCounters.empty(LOBBY)
        : new ChatCounters(LOBBY, number, number, false, number);
  }

  private List<Message> page() {
    return opened().chats().messages(LOBBY, FIRST).messages();
  }

  private long served() {
    return replica.counts().served().sum();
  }

  private void awaitServed() {
    var before = served();
    await().atMost(PATIENCE).until(() -> {
      assertThat(page()).isNotEmpty();
      return served() > before;
    });
  }

  @Test
  void pages_come_from_a_replica_that_is_where_the_database_is() {
    post(1);
    awaitServed();

    assertThat(page()).containsExactly(message(LOBBY, 1, 1));
    var before = served();
    assertThat(opened().chats().changed(LOBBY, ChatCursor.START, 100).messages())
        .hasSize(1);
    assertThat(served()).isEqualTo(before + 1);
  }

  @Test
  void a_replica_that_stands_still_never_gives_an_older_answer() {
    post(1);
    awaitServed();
    follower.run("STOP REPLICA SQL_THREAD");
    var before = served();

    post(2);

    assertThat(page()).hasSize(2);
    assertThat(opened().chats().messages(LOBBY, FIRST).tail()).isEqualTo(tail(2));
    assertThat(opened().chats().changed(LOBBY, ChatCursor.START, 100).messages())
        .hasSize(2);
    assertThat(served()).isEqualTo(before);
    assertThat(replica.counts().behind().sum()).isPositive();
    follower.run("START REPLICA SQL_THREAD");
    awaitServed();
    assertThat(page()).hasSize(2);
  }

  @Test
  void a_replica_of_another_life_serves_nothing() {
    post(1);
    awaitServed();
    follower.run("STOP REPLICA SQL_THREAD");
    var before = served();

    opened().store().startEpoch();

    assertThat(page()).hasSize(1);
    assertThat(served()).isEqualTo(before);
    follower.run("START REPLICA SQL_THREAD");
    awaitServed();
  }

  @Test
  void a_replica_that_is_away_costs_nobody_an_answer() {
    post(1);
    awaitServed();
    follower.kill();

    post(2);

    assertThat(page()).hasSize(2);
    assertThat(replica.mayAnswer()).as("it is left alone for a while").isFalse();
    follower.start();
    awaitServed();
    assertThat(page()).hasSize(2);
  }
}
