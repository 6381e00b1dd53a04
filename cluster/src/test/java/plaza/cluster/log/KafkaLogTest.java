package plaza.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.LogContract;
import plaza.contract.engine.KafkaServer;
import plaza.core.port.Log;
import plaza.core.port.LogException;

/// The contract of the log over a real broker, each test in a topic of its own.
@Tag("cluster")
class KafkaLogTest extends LogContract {
  @Override
  protected KafkaLog open(Path directory) {
    return open(KafkaServer.shared(), "log-" + Integer.toHexString(directory.hashCode()));
  }

  static KafkaLog open(KafkaServer server, String topic) {
    return open(server, topic, PARTITIONS);
  }

  private static KafkaLog open(KafkaServer server, String topic, int partitions) {
    return KafkaLog.open(new KafkaAddress(server.address(), Map.of()), topic, partitions, 1);
  }

  @Test
  void a_topic_may_have_more_partitions_than_the_log_which_stay_empty() throws Exception {
    try (var log = open(KafkaServer.shared(), "more-partitions", PARTITIONS + 2)) {
      assertThat(log.append(0, List.of(new byte[] {1}))).isInstanceOf(Log.Appended.Stored.class);
    }

    try (var log = open(KafkaServer.shared(), "more-partitions", PARTITIONS)) {
      assertThat(log.partitions()).isEqualTo(PARTITIONS);
      assertThat(log.read(0, 0, Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void a_topic_with_fewer_partitions_than_the_log_is_refused() {
    open(KafkaServer.shared(), "fewer-partitions", PARTITIONS).close();

    assertThatThrownBy(() -> open(KafkaServer.shared(), "fewer-partitions", PARTITIONS + 1))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("has " + PARTITIONS + " partitions, not " + (PARTITIONS + 1));
  }
}
