package plaza.cluster.log;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import plaza.contract.SharesContract;
import plaza.contract.engine.KafkaServer;
import plaza.core.port.Shares;

@Tag("cluster")
class KafkaSharesTest extends SharesContract {
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final KafkaAddress address = new KafkaAddress(KafkaServer.shared().address(), Map.of());
  private final String topic = "shares-" + TOPICS.incrementAndGet();
  private final KafkaLog log = KafkaLog.open(address, topic, PARTITIONS, 1);

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Override
  protected Shares shares() {
    return new KafkaShares(address, topic, topic);
  }
}
