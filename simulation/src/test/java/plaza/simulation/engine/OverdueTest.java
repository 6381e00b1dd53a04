package plaza.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatFeature;
import plaza.core.chat.ChatId;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.Receiver;
import plaza.core.tenant.ApplicationId;

/// A request whose announcement is lost, because another node has applied its change.
class OverdueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SimulatedStore store = new SimulatedStore(new Calm());
  private final SimulatedLog log = new SimulatedLog(1, "log", 100, new Calm());

  private Pipeline node(long boot) {
    var clock = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));
    var features = List.of(new ChatFeature(new SimulatedChats(store)));
    return new Pipeline(
        log, store, List.copyOf(features), clock, boot, PipelineObserver.NONE, System::nanoTime);
  }

  private static void turn(Pipeline node, String thread) {
    var turns =
        node.turns().stream().filter(it -> it.name().equals(thread)).findFirst().orElseThrow();
    turns.take(PATIENCE);
  }

  @Test
  void an_outcome_that_was_found_in_the_store_is_not_looked_for_again() throws Exception {
    var asked = node(1);
    var other = node(2);
    var found = new AtomicInteger();
    asked.announceTo(new Receiver() {
      @Override
      public void announced(Announcement announcement) {}

      @Override
      public void missed() {
        found.incrementAndGet();
      }
    });
    turn(asked, "apply-0");
    turn(other, "apply-0");
    var change = new ChatChange.ChatClosed(new ChatId(new ApplicationId(1), 1));
    var answer =
        CompletableFuture.supplyAsync(() -> asked.change(asked.now(), RequestKey.UNKEYED, change));
    turn(asked, "append-0");
    turn(other, "apply-0");

    turn(asked, "outcomes");
    turn(asked, "outcomes");
    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    assertThat(found).hasValue(1);
    turn(asked, "outcomes");

    assertThat(found).hasValue(1);
  }
}
