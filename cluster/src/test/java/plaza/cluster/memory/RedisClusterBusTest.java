package plaza.cluster.memory;

import io.lettuce.core.RedisClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import plaza.contract.ClusterBusContract;
import plaza.contract.engine.RedisServer;
import plaza.core.port.ClusterBus;

@Tag("cluster")
class RedisClusterBusTest extends ClusterBusContract {
  private static final class Own {
    static final RedisServer SERVER = new RedisServer();
    static final RedisClient CLIENT = new RedisAddress(SERVER.uri()).client();
  }

  private static final AtomicLong NODES = new AtomicLong();

  private final String channel = "channel " + NODES.incrementAndGet();

  @AfterAll
  static void stop() {
    Own.CLIENT.shutdown();
    Own.SERVER.close();
  }

  @Override
  protected ClusterBus live() {
    return new RedisClusterBus(Own.CLIENT, channel, NODES.incrementAndGet());
  }
}
