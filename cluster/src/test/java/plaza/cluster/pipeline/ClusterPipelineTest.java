package plaza.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.KafkaServer;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.pipeline.Outcome;
import plaza.core.port.Page;
import plaza.core.tenant.ApplicationId;

/// The promises of numbers over real engines that die.
@Tag("cluster")
class ClusterPipelineTest {
  private static final ApplicationId ANN = new ApplicationId(1);
  private static final int CHATS = 4;
  private static final int SENDERS = 16;
  private static final int ROUNDS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static ChatId chat(long number) {
    return new ChatId(ANN, number % CHATS + 1);
  }

  private static List<Message> messages(Node node, ChatId chat) {
    var all = new ArrayList<Message>();
    List<Message> page;
    do {
      page = node.chats()
          .messages(chat, new Page.After(all.size(), Page.LIMIT_MAX))
          .messages();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  @Test
  void numbers_have_no_gap_and_no_double_while_broker_and_database_are_killed() throws Exception {
    var told = new ConcurrentHashMap<String, Long>();
    try (var node = new Node("killed", 1).start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<?>>();
      for (int s = 0; s < SENDERS; s++) {
        var sender = s;
        sending.add(threads.submit(() -> {
          for (int n = 0; n < ROUNDS; n++) {
            var text = sender + "/" + n;
            told.put(text, number(node.post(chat(sender), text)));
          }
        }));
      }
      awaitTold(told, SENDERS);
      DatabaseServer.shared().crash();
      awaitTold(told, SENDERS * ROUNDS / 3);
      KafkaServer.shared().kill();
      KafkaServer.shared().start();
      awaitTold(told, SENDERS * ROUNDS * 2 / 3);
      DatabaseServer.shared().crash();
      for (var sender : sending) {
        sender.get();
      }

      checkAll(node, told);
    }
    try (var again = new Node("killed", 2).start()) {
      checkAll(again, told);
      assertThat(again.post(chat(0), "0/0"))
          .isEqualTo(new Outcome.Repeat(told.getOrDefault("0/0", 0L), 1));
    }
  }

  @Test
  void a_node_that_starts_while_the_broker_is_away_serves_once_it_is_back() throws Exception {
    try (var node = new Node("away", 1)) {
      KafkaServer.shared().kill();
      node.begin();
      Awaitility.await().atMost(PATIENCE).until(() -> node.trouble(0).contains("offset"));

      KafkaServer.shared().start();
      node.awaitCaughtUp();

      assertThat(node.post(chat(1), "at-last")).isInstanceOf(Outcome.Done.class);
    }
  }

  private static void awaitTold(ConcurrentHashMap<String, Long> told, int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> told.size() >= count);
  }

  private static long number(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(var first, var _, var _) -> first;
      case Outcome.Repeat(var first, var _) -> first;
      default -> throw new AssertionError("unexpected " + outcome);
    };
  }

  private static void checkAll(Node node, ConcurrentHashMap<String, Long> told) {
    long stored = 0;
    for (int c = 0; c < CHATS; c++) {
      var chat = chat(c);
      var messages = messages(node, chat);
      assertThat(messages)
          .extracting(message -> message.id().number())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, messages.size()).boxed().toList());
      assertThat(messages)
          .allSatisfy(m -> assertThat(m.id().number()).isEqualTo(told.get(m.body())));
      assertThat(node.chats().tail(chat).lastNumber()).isEqualTo(messages.size());
      assertThat(node.chats().tail(chat).liveCount()).isEqualTo(messages.size());
      stored += messages.size();
    }
    assertThat(stored).isEqualTo(told.size()).isEqualTo((long) SENDERS * ROUNDS);
  }
}
