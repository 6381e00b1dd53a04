package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static plaza.embedded.pipeline.Town.PARTITIONS;
import static plaza.embedded.pipeline.Town.post;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatCache;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.Chats;
import plaza.core.chat.Indexer;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.SearchIndex;
import plaza.core.chat.SearchTimeoutException;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;
import plaza.core.work.Compute;
import plaza.embedded.memory.HeapCache;
import plaza.embedded.search.LuceneIndex;

/// Searches that wait, and searches that take too long.
class MessageSearchTest {
  private static final ApplicationId BOB = new ApplicationId(2);
  private static final Query NEEDLE = Query.parse("needle").orElseThrow();
  private static final int WAITS_MAX = 20;

  @TempDir
  private Path directory = Path.of("");

  private Town town;
  private LuceneIndex index;
  private Indexer indexer;
  private Chats chats;
  private MessageSearch search;
  private final List<Thread> callers = new ArrayList<>();

  @BeforeEach
  void begin() throws InterruptedException {
    town = new Town(directory, 1);
    index = LuceneIndex.open(directory.resolve("search"));
    indexer = new Indexer(town.store(), town.chats(), index, PARTITIONS, _ -> true, Instant::now);
    town.pipeline.announceTo(indexer.follower());
    indexer.follower().start();
    var known = new ChatCache(town.chats(), HeapCache::new);
    town.pipeline.announceTo(known);
    chats = new Chats(
        town.pipeline,
        new CreateCommand(town.pipeline, town.store(), new Random(3)),
        new UpdateCommand(town.pipeline),
        town.chats(),
        known);
    search = searchIn(index);
  }

  private MessageSearch searchIn(SearchIndex index) {
    return new MessageSearch(town.chats(), chats, index, indexer, town.pipeline, Compute.DIRECT);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (var caller : callers) {
      caller.join();
    }
    indexer.follower().close();
    index.close();
    town.close();
  }

  /// A new chat whose partition is that of the server's first stream.
  private ChatId chat(ApplicationId application) {
    while (true) {
      var created = chats.create(application, RequestOptions.PLAIN, ChatName.NONE, ChatType.GROUP);
      if (created instanceof Reply.Created<ChatStore.View>(var view)
          && view.chat().id().stream().partition(PARTITIONS) == 0) {
        return view.chat().id();
      }
    }
  }

  private Thread searching(ChatId chat, long wait) {
    var caller = Thread.ofPlatform().start(() -> search.await(chat, wait));
    callers.add(caller);
    return caller;
  }

  private static void awaitSleeping(Thread caller) {
    await()
        .until(() -> caller.getState() == Thread.State.TIMED_WAITING
            && List.of(caller.getStackTrace()).toString().contains("LuceneIndex.await"));
  }

  /// In a chat that is not the newest of its partition, where the index is further than the chat.
  @Test
  void a_search_that_waits_for_a_message_which_nobody_has_posted_sleeps_and_then_finds_it() {
    var chat = chat(Town.ANN);
    var newer = chat(Town.ANN);
    town.send(post(chat, "one"));
    town.send(post(newer, "other"));
    search.await(newer, 1);

    var caller = searching(chat, 2);
    awaitSleeping(caller);
    town.send(post(chat, "needle"));
    await().until(() -> !caller.isAlive());

    assertThat(found(search.inChat(chat, NEEDLE, Long.MAX_VALUE, 10)).messages())
        .hasSize(1);
  }

  @Test
  void an_application_with_many_waiting_searches_waits_no_more_and_others_do() {
    var chat = chat(Town.ANN);
    var bobs = chat(BOB);
    for (int i = 0; i < WAITS_MAX; i++) {
      awaitSleeping(searching(chat, 1));
    }

    search.await(chat, 1);

    assertThat(callers).allMatch(Thread::isAlive);
    awaitSleeping(searching(bobs, 1));
    town.send(post(chat, "needle"));
    town.send(post(bobs, "needle"));
  }

  /// Most of what the index proposes is no longer true, and every third search of it is too slow.
  @Test
  void pages_that_end_early_lead_on_to_all_that_matches() {
    var chat = chat(Town.ANN);
    for (int i = 1; i <= 40; i++) {
      town.send(post(chat, "needle " + i));
    }
    search.await(chat, 40);
    indexer.follower().close();
    for (int i = 1; i <= 40; i++) {
      if (i % 13 != 0) {
        town.edit(chat, i, "hay", IfMatch.ANY);
      }
    }
    var impatient = searchIn(slowEveryThirdTime());

    var numbers = new ArrayList<Long>();
    var pages = 0;
    for (long before = Long.MAX_VALUE; before > 0; pages++) {
      var found = found(impatient.inChat(chat, NEEDLE, before, 2));
      found.messages().forEach(message -> numbers.add(message.id().number()));
      before = found.next();
    }
    var ofAllChats = new ArrayList<Long>();
    var cursor = SearchIndex.NEWEST;
    do {
      var found = impatient.inApplication(Town.ANN, NEEDLE, cursor, 2);
      found.messages().forEach(message -> ofAllChats.add(message.id().number()));
      cursor = found.next();
    } while (!cursor.equals(SearchIndex.NEWEST));

    assertThat(numbers).containsExactly(39L, 26L, 13L);
    assertThat(ofAllChats).containsExactly(39L, 26L, 13L);
    assertThat(pages).isGreaterThan(2);
  }

  private static MessageSearch.Found found(Reply<MessageSearch.Found> reply) {
    return ((Reply.Ok<MessageSearch.Found>) reply).value();
  }

  private SearchIndex slowEveryThirdTime() {
    var searches = new AtomicInteger();
    InvocationHandler handler = (Object _, Method method, Object[] arguments) -> {
      if (method.getName().equals("search") && searches.incrementAndGet() % 3 == 0) {
        throw new SearchTimeoutException("took too long");
      }
      return method.invoke(index, arguments);
    };
    return (SearchIndex) Proxy.newProxyInstance(
        SearchIndex.class.getClassLoader(), new Class<?>[] {SearchIndex.class}, handler);
  }
}
