package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plaza.core.port.ClusterBus;
import plaza.core.port.StoreException;

/// Two nodes that tell each other how the store is for them.
class PeersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicLong now = new AtomicLong();
  private final List<Node> nodes = new ArrayList<>();

  /// What one says, the others hear.
  private final class Node implements ClusterBus {
    private final AtomicBoolean away = new AtomicBoolean();
    private final Watch watch = new Watch(
        List.of(new Watch.Asked("store", this::ask, Duration.ofSeconds(1))), System::nanoTime);
    private final Peers peers;

    Node(String name) {
      peers = new Peers(name, watch, this, now::get);
      watch.start();
      nodes.add(this);
    }

    private void ask() {
      if (away.get()) {
        throw new StoreException("it does not answer");
      }
    }

    void leaveEngine() {
      away.set(true);
      Awaitility.await().atMost(PATIENCE).until(() -> !watch.isWell("store"));
    }

    @Override
    public void broadcast(byte[] message) {
      nodes.stream().filter(other -> other != this).forEach(other -> other.peers.received(message));
    }

    @Override
    public void listen(Listener listener) {
      // They are told anyway.
    }

    @Override
    public void close() {
      watch.close();
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
  }

  private void pass(Duration time) {
    for (var left = time; left.isPositive(); left = left.minusSeconds(1)) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      nodes.forEach(node -> node.peers.step());
    }
  }

  @Test
  void an_engine_that_is_away_for_all_is_away_for_nobody_alone() {
    var one = new Node("one");
    var two = new Node("two");
    pass(Peers.SETTLED.multipliedBy(2));
    one.leaveEngine();
    two.leaveEngine();
    pass(Peers.SETTLED.multipliedBy(2));

    assertThat(one.peers.fareBetter("store")).isFalse();
    assertThat(two.peers.fareBetter("store")).isFalse();
  }

  @Test
  void a_node_that_alone_does_not_reach_an_engine_knows_it_while_it_hears_the_others() {
    var one = new Node("one");
    var two = new Node("two");
    pass(Peers.SETTLED.multipliedBy(2));
    one.leaveEngine();
    pass(Duration.ofSeconds(1));
    assertThat(one.peers.fareBetter("store")).as("it has just begun").isFalse();

    pass(Peers.SETTLED.plusSeconds(1));
    assertThat(one.peers.fareBetter("store")).isTrue();
    assertThat(two.peers.fareBetter("store")).isFalse();

    nodes.remove(two);
    pass(Peers.HEARD_MAX.plusSeconds(1));
    assertThat(one.peers.fareBetter("store"))
        .as("nobody says that it is better off")
        .isFalse();
    two.close();
  }

  @Test
  void what_is_no_message_of_a_node_is_passed_over() {
    var one = new Node("one");
    one.peers.received(new byte[0]);
    one.peers.received("two\nstore=x\n=\nstore=99999999999999999".getBytes(StandardCharsets.UTF_8));

    assertThat(one.peers.fareBetter("store")).isFalse();
  }

  @Test
  void an_engine_that_hangs_is_in_trouble_before_it_answers() {
    var released = new CountDownLatch(1);
    var time = new AtomicLong();
    Watch.Question hanging = () -> {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
    var asked = List.of(new Watch.Asked("store", hanging, Duration.ofSeconds(1)));
    try (var watch = new Watch(asked, time::get)) {
      watch.start();
      Awaitility.await().atMost(PATIENCE).until(() -> {
        time.addAndGet(Duration.ofSeconds(2).toNanos());
        return !watch.isWell("store");
      });
      assertThat(watch.engines().getFirst().trouble()).contains("has not answered for");
    } finally {
      released.countDown();
    }
  }
}
