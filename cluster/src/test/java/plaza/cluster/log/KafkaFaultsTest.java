package plaza.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.KafkaServer;
import plaza.core.port.Log;
import plaza.core.port.LogException;

/// The log when its broker dies, loses data or gets another topic.
@Tag("cluster")
class KafkaFaultsTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Not the one that other tests share: this one is killed.
  private static final class Own {
    static final KafkaServer SERVER = new KafkaServer();
  }

  @AfterAll
  static void stop() {
    server().close();
  }

  private static KafkaServer server() {
    return Own.SERVER;
  }

  private static KafkaLog open(String topic) {
    return KafkaLogTest.open(server(), topic);
  }

  private static List<byte[]> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> ("event " + n).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void an_append_outlives_a_crash_of_the_broker_and_is_stored_once() throws Exception {
    try (var log = open("crash");
        var threads = Executors.newSingleThreadExecutor()) {
      log.append(0, events(10));
      server().kill();
      var second = threads.submit(() -> log.append(0, events(10)));
      server().start();

      assertThat(second.get()).isInstanceOf(Log.Appended.Stored.class);
      assertThat(log.end(0)).isEqualTo(20);
      assertThat(log.read(0, 0, AT_ONCE)).hasSize(20);
    }
  }

  @Test
  void without_a_broker_the_outcome_is_unknown_and_the_log_goes_on_by_itself() throws Exception {
    try (var log = open("away")) {
      log.append(0, events(1));
      log.ask();
      log.askReplicas();
      server().kill();

      assertThat(log.append(0, events(1))).isInstanceOf(Log.Appended.Unknown.class);
      assertThatThrownBy(() -> log.read(0, 0, AT_ONCE)).isInstanceOf(LogException.class);

      server().start();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> log.append(0, events(1)) instanceof Log.Appended.Stored);
      assertThat(log.read(0, 0, AT_ONCE)).hasSizeBetween(2, 4);
    }
  }

  @Test
  void a_tail_that_the_broker_forgot_is_named_and_the_other_partitions_go_on() throws Exception {
    try (var log = open("forgetful")) {
      log.append(0, events(1));
      log.append(0, events(1000));
      log.append(1, events(5));
      var end = log.end(0);
      assertThat(log.read(0, 0, AT_ONCE)).isNotEmpty();
      server().kill();
      server().loseTail("forgetful", 0, 100);
      server().start();

      assertThatThrownBy(() -> log.read(0, end, PATIENCE))
          .isInstanceOf(Log.LostException.class)
          .hasMessageContaining("partition 0 of the log: its tail was lost");
      assertThat(log.append(0, events(1)))
          .isInstanceOfSatisfying(
              Log.Appended.Unknown.class,
              unknown -> assertThat(unknown.detail()).contains("its tail was lost"));
      assertThat(log.append(1, events(1))).isInstanceOf(Log.Appended.Stored.class);
      assertThat(log.read(1, 0, AT_ONCE)).hasSize(6);
    }
    try (var again = open("forgetful")) {
      assertThat(again.end(0)).isLessThan(1001);
    }
  }

  @Test
  void an_append_that_meets_a_forgotten_tail_is_not_taken_for_stored() {
    try (var log = open("short")) {
      log.append(0, events(1));
      log.append(0, events(1000));
      server().kill();
      server().loseTail("short", 0, 100);
      server().start();

      assertThat(log.append(0, events(1)))
          .isInstanceOfSatisfying(
              Log.Appended.Unknown.class,
              unknown -> assertThat(unknown.detail()).contains("partition 0 of the log"));
    }
  }

  @Test
  void a_topic_that_was_made_anew_is_another_log() throws Exception {
    try (var log = open("anew");
        var admin = Admin.create(Map.of("bootstrap.servers", server().address()))) {
      log.append(0, events(10));
      assertThat(log.read(0, 0, AT_ONCE)).hasSize(10);
      admin.deleteTopics(List.of("anew")).all().get();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get().contains("anew"));
      admin.createTopics(List.of(new NewTopic("anew", 3, (short) 1))).all().get();

      // Partition 0 had events; in partition 1 nothing ever happened, and nothing looks wrong.
      for (int partition : new int[] {0, 1}) {
        var from = partition == 0 ? 10 : 0;
        Awaitility.await()
            .atMost(PATIENCE)
            .ignoreExceptionsInstanceOf(LogException.class)
            .untilAsserted(() -> assertThatThrownBy(() -> log.read(partition, from, AT_ONCE))
                .isInstanceOf(Log.LostException.class)
                .hasMessageContaining("created again"));
        assertThat(log.append(partition, events(1))).isInstanceOf(Log.Appended.Unknown.class);
      }
      var id = log.id();
      assertThatThrownBy(() -> open("anew"))
          .as("it has not the settings of a log")
          .isInstanceOf(LogException.class)
          .hasMessageContaining("Plaza needs");
      assertThat(id).isNotEmpty();
    }
  }
}
