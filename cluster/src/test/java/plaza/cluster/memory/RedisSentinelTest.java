package plaza.cluster.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.RedisSentinel;
import plaza.contract.engine.RedisServer;
import plaza.core.port.ClusterBus;

@Tag("cluster")
class RedisSentinelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final class Ear implements ClusterBus.Listener {
    final Set<String> heard = ConcurrentHashMap.newKeySet();

    @Override
    public void received(byte[] message) {
      heard.add(new String(message, UTF_8));
    }

    @Override
    public void lost() {}
  }

  /// Says it again and again: a word may be lost.
  private static void awaitHeard(ClusterBus live, Ear ear, String word) {
    Awaitility.await(word).atMost(PATIENCE).until(() -> {
      live.broadcast(word.getBytes(UTF_8));
      return ear.heard.contains(word);
    });
  }

  @Test
  void nodes_that_know_a_sentinel_go_on_with_the_replica_when_the_primary_is_gone() {
    try (var primary = new RedisServer();
        var replica = new RedisServer("--replicaof", "127.0.0.1", String.valueOf(primary.port()));
        var sentinel = new RedisSentinel(primary)) {
      var client = new RedisAddress(sentinel.uri()).client();
      var ear = new Ear();
      try (var speaking = new RedisClusterBus(client, "channel", 1);
          var listening = new RedisClusterBus(client, "channel", 2)) {
        speaking.listen(new Ear());
        listening.listen(ear);
        awaitHeard(speaking, ear, "to the first");
        Awaitility.await("a sentinel that knows the replica")
            .atMost(PATIENCE)
            .until(() -> sentinel.said().contains("+slave slave 127.0.0.1:" + replica.port()));

        primary.kill();

        awaitHeard(speaking, ear, "to the second");
      } finally {
        client.shutdown();
      }
    }
  }
}
