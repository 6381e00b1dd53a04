package plaza.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.cluster.memory.RedisAddress;
import plaza.contract.engine.RedisServer;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatType;
import plaza.core.chat.LiveChat;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.port.Page;
import plaza.core.tenant.ApplicationId;

/// Nodes that share the partitions of one log and broadcast their commits.
@Tag("cluster")
class SharingTest {
  private static final ApplicationId ANN = new ApplicationId(1);
  private static final Set<Integer> ALL = Set.of(0, 1, 2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CHATS = 6;

  private static final class Own {
    static final RedisServer SERVER = new RedisServer();
    static final RedisClient CLIENT = new RedisAddress(SERVER.uri()).client();
  }

  @AfterAll
  static void stop() {
    Own.CLIENT.shutdown();
    Own.SERVER.close();
  }

  private static Node node(String name, long boot) {
    return new Node(name, boot).sharing(Own.CLIENT, name, boot);
  }

  private static ChatId chat(long number) {
    return new ChatId(ANN, number % CHATS + 1);
  }

  /// Waits until each partition is one node's, and each node has some.
  private static void awaitShared(Node one, Node other) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
      var all = new ArrayList<>(one.owned());
      all.addAll(other.owned());
      assertThat(all).containsExactlyInAnyOrderElementsOf(ALL);
      assertThat(one.owned()).isNotEmpty();
      assertThat(other.owned()).isNotEmpty();
    });
  }

  /// Posts to all chats through every node at once, and sees that the numbers have no gap.
  private static void postThrough(String round, int each, Node... nodes) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<?>>();
      for (var node : nodes) {
        for (int c = 0; c < CHATS; c++) {
          var to = chat(c);
          var name = round + "/" + sending.size();
          sending.add(threads.submit(() -> {
            for (int i = 0; i < each; i++) {
              assertThat(node.post(to, name + "/" + i)).isInstanceOf(Outcome.Done.class);
            }
          }));
        }
      }
      for (var sent : sending) {
        sent.get();
      }
    }
  }

  private static List<Long> numbers(Node node, ChatId chat) {
    var numbers = new ArrayList<Long>();
    for (var page = page(node, chat, 0); !page.isEmpty(); page = page(node, chat, last(numbers))) {
      numbers.addAll(page);
    }
    return numbers;
  }

  private static long last(List<Long> numbers) {
    return numbers.getLast();
  }

  private static List<Long> page(Node node, ChatId chat, long after) {
    return node.chats().messages(chat, new Page.After(after, Page.LIMIT_MAX)).messages().stream()
        .map(message -> message.id().number())
        .toList();
  }

  private static void assertNumbered(Node node, int count) {
    for (int c = 0; c < CHATS; c++) {
      assertThat(numbers(node, chat(c))).hasSize(count).isSorted().first().isEqualTo(1L);
      assertThat(last(numbers(node, chat(c)))).isEqualTo(count);
    }
  }

  @Test
  void two_nodes_share_the_partitions_and_one_that_leaves_hands_its_over() throws Exception {
    try (var one = node("shared", 1)) {
      one.awaitCaughtUp();
      try (var other = node("shared", 2)) {
        awaitShared(one, other);

        postThrough("both", 20, one, other);

        assertNumbered(one, 40);
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(one.owned()).isEqualTo(ALL));
      postThrough("alone", 5, one);
      assertNumbered(one, 45);
    }
  }

  @Test
  void whoever_watches_a_chat_on_one_node_sees_what_is_sent_to_another() throws Exception {
    try (var one = node("watched", 1);
        var other = node("watched", 2)) {
      awaitShared(one, other);
      postThrough("first", 1, one);
      for (int c = 0; c < CHATS; c++) {
        var watched = other.lives().watch(chat(c), () -> {});
        var here = watched.newest();

        one.post(chat(c), "seen");

        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(
                    watched.recent(here).map(LiveChat.Changes::changes).orElseThrow())
                .extracting(change -> change.message().body())
                .containsExactly("seen"));
      }
    }
  }

  @Test
  void every_nodes_receivers_are_told_what_any_node_has_committed() throws Exception {
    try (var one = node("told", 1);
        var other = node("told", 2)) {
      awaitShared(one, other);
      postThrough("told", 1, one);
      one.change(new ChatChange.ChatCreated(ANN, new ChatName("attic"), ChatType.GROUP));
      one.change(new ChatChange.ChatRenamed(ANN, 1, new ChatName("cellar"), IfMatch.ANY));

      for (var node : List.of(one, other)) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
          assertThat(node.told().chats).hasSize(CHATS);
          assertThat(node.told().renamed).containsExactly("cellar");
        });
      }
    }
  }

  @Test
  void without_redis_every_answer_comes_all_the_same() throws Exception {
    try (var one = node("deaf", 1);
        var other = node("deaf", 2)) {
      awaitShared(one, other);
      Own.SERVER.kill();

      var missed = List.of(one.told().missed.get(), other.told().missed.get());

      postThrough("deaf", 5, one, other);

      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
        assertThat(one.told().missed).hasValueGreaterThan(missed.getFirst());
        assertThat(other.told().missed).hasValueGreaterThan(missed.getLast());
      });
      assertNumbered(other, 10);
      Own.SERVER.start();
      postThrough("again", 5, one, other);
      assertNumbered(one, 20);
    }
  }

  @Test
  void nodes_that_both_think_a_partition_theirs_apply_each_event_once() throws Exception {
    try (var one = new Node("zombie", 1);
        var other = new Node("zombie", 2)) {
      one.begin();
      other.begin();
      one.own(ALL);
      other.own(ALL);

      postThrough("zombie", 20, one, other);

      assertNumbered(one, 40);
    }
  }

  @Test
  void a_node_starts_while_a_partition_that_is_not_its_own_stands_still() throws Exception {
    try (var one = new Node("still", 1);
        var other = new Node("still", 2)) {
      one.own(Set.of(0, 1));
      one.begin();
      other.own(Set.of());
      while (isApplied(one)) {
        // Until an event is in the partition that nobody has.
      }

      other.begin();

      assertThat(other.awaitCaughtUp()).isTrue();
      assertThat(other.trouble(2)).contains("is stuck at 0 of 1");
    }
  }

  private long application = 1;

  /// Whether a change of another application each time is applied.
  private boolean isApplied(Node node) {
    var id = new ApplicationId(application++);
    try {
      node.change(new ChatChange.ChatCreated(id, new ChatName("hall"), ChatType.GROUP));
      return true;
    } catch (OutcomeUnknownException e) {
      return false;
    }
  }
}
