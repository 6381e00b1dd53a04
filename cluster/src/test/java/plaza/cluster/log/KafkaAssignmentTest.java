package plaza.cluster.log;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import plaza.contract.PartitionAssignmentContract;
import plaza.contract.engine.KafkaServer;
import plaza.core.port.PartitionAssignment;

@Tag("cluster")
class KafkaAssignmentTest extends PartitionAssignmentContract {
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final KafkaAddress address = new KafkaAddress(KafkaServer.shared().address(), Map.of());
  private final String topic = "shares-" + TOPICS.incrementAndGet();
  private final KafkaLog log = KafkaLog.open(address, topic, PARTITIONS, 1);

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Override
  protected PartitionAssignment shares() {
    return new KafkaAssignment(address, topic, topic);
  }
}
