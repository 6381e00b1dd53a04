package plaza.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatFeature;
import plaza.core.chat.ChatId;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.Receiver;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.tenant.ApplicationId;

/// Engines whose calls end with an `Error`, such as a class that can't be loaded: the pipeline's
/// threads live on, say what is wrong, and go on when it is mended.
@Timeout(120)
class ErrorsTest {
  /// How often a call of an engine still fails, by its name.
  private final Map<String, Integer> failing = new ConcurrentHashMap<>();

  private final SimulatedStore store = new SimulatedStore(new Calm());
  private final Pipeline pipeline = new Pipeline(
      breakable(Log.class, new SimulatedLog(1, "log", 100, new Calm())),
      breakable(Store.class, store),
      List.of(new ChatFeature(new SimulatedChats(store))),
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z")),
      1,
      PipelineObserver.NONE,
      System::nanoTime);

  private <T> T breakable(Class<T> port, T engine) {
    return port.cast(Proxy.newProxyInstance(
        port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
          if (failing.computeIfPresent(method.getName(), (_, left) -> left > 1 ? left - 1 : null)
              != null) {
            throw new NoClassDefFoundError("of " + method.getName());
          }
          try {
            return method.invoke(engine, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }

  @BeforeEach
  void start() throws Exception {
    pipeline.start();
    assertThat(pipeline.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
  }

  @AfterEach
  void close() {
    failing.clear();
    pipeline.close();
  }

  private Outcome change() {
    var chat = new ChatId(new ApplicationId(1), 1);
    return pipeline.change(pipeline.now(), RequestKey.UNKEYED, new ChatChange.ChatClosed(chat));
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private String trouble() {
    return pipeline.gauge(0).trouble().words();
  }

  @Test
  void an_error_of_an_append_is_answered_and_the_next_change_is_taken() {
    failing.put("append", 2);

    assertThatThrownBy(this::change).isInstanceOf(OutcomeUnknownException.class);

    assertThat(change()).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void an_error_of_a_read_is_told_until_it_is_mended() throws Exception {
    failing.put("read", Integer.MAX_VALUE);
    until(() -> trouble().contains("NoClassDefFoundError: of read"));
    var waiting = CompletableFuture.supplyAsync(this::change);

    failing.clear();

    assertThat(waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    until(() -> trouble().isEmpty());
  }

  @Test
  void an_error_of_the_store_while_it_applies_delays_a_change_and_loses_nothing() {
    failing.put("begin", 2);

    assertThat(change()).isInstanceOf(Outcome.Done.class);
    assertThat(failing).isEmpty();
  }

  @Test
  void an_error_of_a_receiver_delays_an_answer_and_ends_nothing() {
    failing.put("receiver", 2);
    pipeline.announceTo(new Receiver() {
      @Override
      public void announced(Announcement announcement) {
        missed();
      }

      @Override
      public void missed() {
        if (failing.computeIfPresent("receiver", (_, left) -> left > 1 ? left - 1 : null) != null) {
          throw new StackOverflowError();
        }
      }
    });

    assertThat(change()).isInstanceOf(Outcome.Done.class);
    assertThat(change()).as("the chat is closed already").isInstanceOf(Outcome.Gone.class);
  }

  @Test
  void an_error_in_looking_after_requests_is_told_and_they_are_looked_after_again() {
    failing.put("read", Integer.MAX_VALUE);
    failing.put("outcomes", 3);
    until(() -> trouble().contains("NoClassDefFoundError: of read"));
    var waiting = CompletableFuture.supplyAsync(this::change);

    until(() -> pipeline.trouble().contains("NoClassDefFoundError: of outcomes"));

    until(() -> pipeline.trouble().isEmpty());
    assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OutcomeUnknownException.class);
  }
}
