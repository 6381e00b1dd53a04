package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plaza.core.port.ClusterBus;

/// The contract of [ClusterBus]. Words may be lost: what is said is said again until it is
/// heard, and what is heard is looked at.
public abstract class ClusterBusContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<ClusterBus> nodes = new ArrayList<>();

  /// A node that speaks to all others of this test.
  protected abstract ClusterBus live();

  /// What a listener was told.
  private static final class Heard implements ClusterBus.Listener {
    private final List<String> words = new CopyOnWriteArrayList<>();

    @Override
    public void received(byte[] message) {
      words.add(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void lost() {
      // What matters is said again.
    }
  }

  private static byte[] bytes(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  private Heard join() {
    var heard = new Heard();
    var node = live();
    node.listen(heard);
    nodes.add(node);
    return heard;
  }

  /// Waits until each of the listeners hears the first node.
  private void awaitConnected(Heard... listeners) {
    for (var listener : listeners) {
      Awaitility.await().atMost(PATIENCE).until(() -> {
        nodes.getFirst().broadcast(bytes("hello"));
        return !listener.words.isEmpty();
      });
    }
  }

  @AfterEach
  void leave() {
    nodes.forEach(ClusterBus::close);
  }

  /// Says it until it is heard.
  private void sayTo(Heard listener, String words) {
    Awaitility.await().atMost(PATIENCE).until(() -> {
      nodes.getFirst().broadcast(bytes(words));
      return listener.words.contains(words);
    });
  }

  @Test
  void all_others_hear_what_one_says_in_its_order_and_once_and_he_does_not() {
    var one = join();
    var two = join();
    var three = join();
    awaitConnected(two, three);

    for (int word = 1_000; word < 1_200; word++) {
      nodes.getFirst().broadcast(bytes("word " + word));
    }
    sayTo(two, "said to two");
    sayTo(three, "said to three");

    for (var listener : List.of(two, three)) {
      var heard =
          listener.words.stream().filter(word -> word.startsWith("word")).toList();
      assertThat(heard).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }
    assertThat(one.words).isEmpty();
  }

  @Test
  void a_message_of_any_bytes_and_of_the_largest_size_arrives_as_it_was() {
    join();
    var two = join();
    awaitConnected(two);
    var large = "\u0000\n世" + "x".repeat(ClusterBus.BYTES_MAX - bytes("\u0000\n世").length);

    sayTo(two, large);

    assertThat(two.words)
        .contains(large)
        .allMatch(word -> word.equals(large) || word.equals("hello"));
  }

  @Test
  void one_who_has_left_keeps_nobody_from_hearing() {
    join();
    var two = join();
    var three = join();
    awaitConnected(two, three);
    nodes.get(1).close();

    sayTo(three, "after");

    assertThat(three.words).contains("after");
  }
}
