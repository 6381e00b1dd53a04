package plaza.cluster.log;

import java.nio.file.Path;
import java.util.Map;
import plaza.contract.LogContract;
import plaza.contract.engine.KafkaServer;

/// The contract of the log over a real broker, each test in a topic of its own.
class KafkaLogTest extends LogContract {
  @Override
  protected KafkaLog open(Path directory) {
    return open(KafkaServer.shared(), "log-" + Integer.toHexString(directory.hashCode()));
  }

  static KafkaLog open(KafkaServer server, String topic) {
    return KafkaLog.open(new KafkaAddress(server.address(), Map.of()), topic, PARTITIONS, 1);
  }
}
