package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.post;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;

/// Every request that waits for an outcome gets an answer, whatever the engine does.
class WaitingTest {
  @TempDir
  private Path directory;

  /// Whether the engine's answers are lost just now.
  private final AtomicBoolean trouble = new AtomicBoolean();

  @Test
  void nobody_waits_for_ever_for_an_engine_that_does_not_answer() throws Exception {
    try (var town = new Town(directory, 1, this::beginningNothing)) {
      trouble.set(true);

      assertThatThrownBy(() -> town.send(post(chat(1), "one")))
          .isInstanceOf(OutcomeUnknownException.class);

      trouble.set(false);
      assertThat(town.send(post(chat(1), "two"))).isInstanceOf(Outcome.Done.class);
      assertThat(town.chats().tail(chat(1)).lastNumber()).isEqualTo(2);
    }
  }

  @Test
  @Timeout(60)
  void a_store_that_hangs_holds_up_no_answer_and_no_stop() throws Exception {
    var hung = new CountDownLatch(1);
    try {
      try (var town = new Town(directory, 1, store -> hanging(store, hung))) {
        trouble.set(true);

        assertThatThrownBy(() -> town.send(post(chat(1), "one")))
            .isInstanceOf(OutcomeUnknownException.class);
        // The store is asked for the outcomes of those that wait by now.
        assertThatThrownBy(() -> town.send(post(chat(1), "two")))
            .isInstanceOf(OutcomeUnknownException.class);

        town.pipeline.close();
      } finally {
        trouble.set(false);
        hung.countDown();
      }
      try (var town = new Town(directory, 2)) {
        assertThat(town.chats().tail(chat(1)).lastNumber()).isEqualTo(2);
      }
    } finally {
      hung.countDown();
    }
  }

  /// A store of which every call waits for `released` while there is trouble.
  private Store hanging(Store store, CountDownLatch released) {
    return wrapped(Store.class, store, (_, call) -> {
      if (trouble.get()) {
        released.await();
      }
      return call.call();
    });
  }

  private Store beginningNothing(Store store) {
    return wrapped(Store.class, store, (method, call) -> {
      var answer = call.call();
      if (method.equals("begin") && trouble.get()) {
        ((Optional<?>) answer).map(Transaction.class::cast).ifPresent(Transaction::close);
        throw new StoreException("the engine is away", new IllegalStateException());
      }
      return answer;
    });
  }

  /// What is done instead of a call.
  @FunctionalInterface
  private interface Instead {
    Object answer(String method, Callable<Object> call) throws Exception;
  }

  private static <T> T wrapped(Class<T> port, T engine, Instead instead) {
    InvocationHandler handler = (Object _, Method method, Object[] arguments) -> {
      try {
        return instead.answer(method.getName(), () -> method.invoke(engine, arguments));
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }
}
