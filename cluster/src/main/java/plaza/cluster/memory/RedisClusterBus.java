package plaza.cluster.memory;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import plaza.core.port.ClusterBus;

/// Broadcasts between nodes over one channel of Redis. While Redis is away nothing is sent
/// or received. When it is back, the listener is notified that it may have missed messages.
public final class RedisClusterBus implements ClusterBus {
  /// Messages on their way to Redis. More: they are left out, as if they were lost.
  private static final int UNDER_WAY_MAX = 1_024;

  private final byte[] channel;
  private final long node;
  private final RedisConnection<StatefulRedisConnection<byte[], byte[]>> saying;
  private final RedisConnection<StatefulRedisPubSubConnection<byte[], byte[]>> hearing;
  private final AtomicInteger underWay = new AtomicInteger();

  /// @param cluster its name, with which its channel begins: other clusters may have the same Redis
  /// @param node a random number that no other node has
  public RedisClusterBus(RedisClient client, String cluster, long node) {
    this.channel = (cluster + ":live").getBytes(StandardCharsets.UTF_8);
    this.node = node;
    this.saying = new RedisConnection<>(() -> client.connect(ByteArrayCodec.INSTANCE));
    this.hearing = new RedisConnection<>(() -> client.connectPubSub(ByteArrayCodec.INSTANCE));
  }

  @Override
  public void broadcast(byte[] message) {
    if (underWay.incrementAndGet() > UNDER_WAY_MAX) {
      underWay.decrementAndGet();
      return;
    }
    try {
      var bytes = ByteBuffer.allocate(Long.BYTES + message.length).putLong(node).put(message);
      var _ = saying
          .get()
          .async()
          .publish(channel, bytes.array())
          .whenComplete((_, _) -> underWay.decrementAndGet());
    } catch (RedisException e) {
      // Redis is away: the others find out by the positions.
      underWay.decrementAndGet();
    }
  }

  @Override
  public void listen(Listener listener) {
    saying.open(_ -> {});
    hearing.open(connection -> {
      connection.addListener(new Hearing(listener));
      connection.sync().subscribe(channel);
    });
  }

  private final class Hearing extends RedisPubSubAdapter<byte[], byte[]> {
    private final Listener listener;

    Hearing(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void message(byte[] from, byte[] message) {
      var bytes = ByteBuffer.wrap(message);
      if (bytes.remaining() >= Long.BYTES && bytes.getLong() != node) {
        var said = new byte[bytes.remaining()];
        bytes.get(said);
        listener.received(said);
      }
    }

    /// Also after the connection was lost and is there again.
    @Override
    public void subscribed(byte[] to, long count) {
      listener.lost();
    }
  }

  @Override
  public void close() {
    hearing.close();
    saying.close();
  }
}
