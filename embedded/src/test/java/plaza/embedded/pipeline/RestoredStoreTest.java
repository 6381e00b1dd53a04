package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.post;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.LiveChats;
import plaza.core.chat.MessageId;
import plaza.core.link.Code;
import plaza.core.link.LinkBlockCache;
import plaza.core.link.LinkChange;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.core.link.TargetPolicies;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.Page;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.TenantChange;
import plaza.embedded.memory.HeapCache;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// The database behind its address becomes another one, with an older state, while some who were
/// admitted before are about to read.
class RestoredStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Code CODE = new Code("here");

  @TempDir
  private Path directory = Path.of("");

  /// What may stand before a method.
  @FunctionalInterface
  private interface Before {
    /// @return what is called
    Object call(Method method);
  }

  private static <T> T proxy(Class<T> port, Before before) {
    InvocationHandler handler = (_, method, arguments) -> {
      try {
        return method.invoke(before.call(method), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  /// A town whose database is behind an address that may lead to an older copy of it.
  private static final class Restored implements AutoCloseable {
    /// Whether nothing is applied.
    private final AtomicBoolean held = new AtomicBoolean();

    private final Sqlite database;
    private final Path file;
    private final Sqlite copy;
    private final AtomicBoolean isCopy = new AtomicBoolean();
    final Town town;

    Restored(Path directory) throws InterruptedException {
      this.database = new Sqlite(directory.resolve("plaza.db"), Town.HALT);
      this.file = directory.resolve("copy.db");
      this.copy = new Sqlite(file, Town.HALT);
      this.town = new Town(directory, 1, this::holdable, dialect());
    }

    private Store holdable(Store store) {
      return proxy(Store.class, method -> {
        if (held.get() && method.getName().equals("begin")) {
          throw new StoreException("held");
        }
        return store;
      });
    }

    /// Each engine says in its own way when it was started.
    private Dialect dialect() {
      Dialect original = startedAt(database, 1_000);
      Dialect later = startedAt(copy, 2_000);
      return proxy(Dialect.class, _ -> isCopy.get() ? later : original);
    }

    private static Dialect startedAt(Sqlite database, long seconds) {
      return (Dialect) Proxy.newProxyInstance(
          Dialect.class.getClassLoader(),
          new Class<?>[] {Dialect.class},
          (_, method, arguments) ->
              method.getName().equals("startedAt") ? seconds : method.invoke(database, arguments));
    }

    void copy() {
      database.copyTo(file);
    }

    /// From now on the address leads to the copy, and the first who finds that out has done so.
    /// What is missing in it is not applied yet.
    void putTheCopyInItsPlace() {
      held.set(true);
      isCopy.set(true);
      var store = town.store();
      // Nothing is there to apply: the connections that are open are not believed any more.
      await()
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(() -> store.begin(0, Long.MAX_VALUE - 1, Long.MAX_VALUE).isEmpty());
      // What the pipeline keeps can be read: it is what says how far the copy is.
      await()
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(() -> store.progress(0).applied() >= 0);
    }

    void goOn() {
      held.set(false);
    }

    @Override
    public void close() {
      town.close();
    }
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof StoreException || failure instanceof UnavailableException;
  }

  private static void assertRefused(ThrowingCallable reading) {
    assertThatThrownBy(reading).matches(RestoredStoreTest::isRefusal, "is a refusal");
  }

  @Test
  void whoever_was_admitted_before_reads_nothing_of_the_older_state() throws Exception {
    try (var restored = new Restored(directory)) {
      var town = restored.town;
      var database = town.database;
      town.application();
      town.send(post(chat(1), "before"));
      restored.copy();
      town.send(post(chat(1), "after"));
      town.send(new LinkChange.LinkNamed(
          Town.ANN,
          CODE,
          database.codes().stream(CODE),
          LinkTerms.to(new Target("https://example.com/"))));
      town.send(new TenantChange.LinkBlocked(LinkBlock.Kind.HOST, "evil.example", "Phishing"));
      var live = new LiveChats(database.chats(), town.pipeline, InstantSource.system());
      var watched = live.watch(chat(1), () -> {});
      var blocks = new LinkBlockCache(database.tenants());
      town.pipeline.requireServed(Town.chat(1).stream());

      restored.putTheCopyInItsPlace();

      // All the ways to the rows of features.
      assertRefused(() -> database.chats().message(new MessageId(chat(1), 2)));
      assertRefused(() -> database.chats().messages(chat(1), new Page.After(0, 10)));
      assertRefused(() -> database.chats().tail(chat(1)));
      assertRefused(() -> database.chats().changedChats(0, 0, 10));
      assertRefused(() -> database.links().link(CODE));
      assertRefused(() -> database.tenants().applications(new Page.After(0, 10)));
      assertRefused(() -> database.tenants().linkBlocks());
      assertRefused(() -> database.visits().total(CODE));
      // Those who read without having asked: a stream that catches up or begins, and memory.
      assertRefused(() -> watched.read(ChatCursor.START));
      assertRefused(() -> live.watch(chat(2), () -> {}));
      assertRefused(
          () -> new TargetPolicies(new ApplicationCache(database.tenants(), HeapCache::new), blocks)
              .blocks());
      restored.goOn();

      await()
          .atMost(PATIENCE)
          .ignoreExceptionsMatching(RestoredStoreTest::isRefusal)
          .until(() -> watched.read(ChatCursor.START).changes().size() == 2);
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsMatching(RestoredStoreTest::isRefusal)
          .until(() -> database.chats().message(new MessageId(chat(1), 2)).isPresent());
      assertThat(database.links().link(CODE)).isPresent();
      assertThat(database.tenants().linkBlocks()).hasSize(1);
    }
  }
}
