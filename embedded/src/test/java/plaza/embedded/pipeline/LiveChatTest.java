package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.post;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.LiveChat;
import plaza.core.chat.LiveChats;
import plaza.core.chat.Message;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.IfMatch;
import plaza.core.port.Page;

/// A live chat whose announcements are lost, delayed and repeated delivers the message of every
/// change to its subscribers, in order of change, and none twice.
class LiveChatTest {
  private static final int RUNS = 20;
  private static final int STEPS = 120;

  @TempDir
  private Path directory = Path.of("");

  @Test
  void lost_late_and_repeated_announcements_lose_no_change() throws Exception {
    try (var town = new Town(directory, 1)) {
      for (int seed = 1; seed <= RUNS; seed++) {
        new Run(town, seed).run();
      }
    }
  }

  /// One chat, in which this and that happens while some watch.
  private static final class Run {
    private final Town town;
    private final Random random;
    private final long number;
    private final LiveChats live;
    private final List<Announcement> held = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private boolean lossy = true;

    Run(Town town, int seed) {
      this.town = town;
      this.random = new Random(seed);
      this.number = seed;
      this.live = new LiveChats(town.chats(), town.pipeline, java.time.InstantSource.system());
      town.pipeline.announceTo(this::announced);
    }

    private synchronized void announced(Announcement announcement) {
      if (!lossy) {
        live.announced(announcement);
        return;
      }
      switch (random.nextInt(5)) {
        case 0 -> {}
        case 1 -> held.add(announcement);
        case 2 -> {
          live.announced(announcement);
          live.announced(announcement);
        }
        default -> live.announced(announcement);
      }
      if (!held.isEmpty() && random.nextInt(3) == 0) {
        live.announced(held.remove(random.nextInt(held.size())));
      }
    }

    private synchronized void nothingIsLostAnyMore() {
      lossy = false;
    }

    void run() {
      live.follower().start();
      for (int step = 0; step < STEPS; step++) {
        step();
        watchers.forEach(Watcher::look);
      }
      nothingIsLostAnyMore();
      town.send(post(chat(number), "last"));
      Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
        watchers.forEach(Watcher::look);
        var expected = messages();
        watchers.forEach(watcher -> assertThat(watcher.seen()).isEqualTo(expected));
      });
      live.follower().close();
      assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.woken).hasPositiveValue());
    }

    private void step() {
      var message = 1 + random.nextInt(STEPS);
      switch (random.nextInt(8)) {
        case 0 -> town.edit(chat(number), message, "edited", IfMatch.ANY);
        case 1 -> town.send(new ChatChange.MessageDeleted(chat(number), message, IfMatch.ANY));
        case 2 ->
          town.send(post(
              chat(number),
              IntStream.range(0, 1 + random.nextInt(150))
                  .mapToObj(_ -> "m")
                  .toArray(String[]::new)));
        case 3 -> watchers.add(new Watcher());
        default -> town.send(post(chat(number), "x"));
      }
    }

    private Map<Long, String> messages() {
      var all = new TreeMap<Long, String>();
      for (var last = 0L; ; ) {
        var page =
            town.chats().messages(chat(number), new Page.After(last, 100)).messages();
        if (page.isEmpty()) {
          return all;
        }
        page.forEach(message -> all.put(message.id().number(), message.body()));
        last = page.getLast().id().number();
      }
    }

    /// Reads as a connection does: behind its cursor, from the beginning.
    private final class Watcher {
      private final AtomicInteger woken = new AtomicInteger();
      private final Map<Long, Message> known = new TreeMap<>();
      private final LiveChat chat = live.watch(chat(number), woken::incrementAndGet);
      private ChatCursor cursor = ChatCursor.START;

      void look() {
        for (var whole = false; !whole; ) {
          var changes = chat.read(cursor);
          for (var change : changes.changes()) {
            assertThat(change.cursor().position()).isGreaterThan(cursor.position());
            known.put(change.message().id().number(), change.message());
            cursor = change.cursor();
          }
          cursor = changes.cursor();
          whole = changes.whole();
        }
      }

      Map<Long, String> seen() {
        var live = new TreeMap<Long, String>();
        known.forEach((id, message) -> {
          if (!message.deleted()) {
            live.put(id, message.body());
          }
        });
        return live;
      }
    }
  }
}
