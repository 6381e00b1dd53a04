package plaza.cluster.memory;

import io.lettuce.core.RedisClient;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import plaza.contract.LiveContract;
import plaza.contract.engine.RedisServer;
import plaza.core.port.Live;

@Tag("cluster")
class RedisLiveTest extends LiveContract {
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
  protected Live live() {
    return new RedisLive(Own.CLIENT, channel, NODES.incrementAndGet());
  }
}
