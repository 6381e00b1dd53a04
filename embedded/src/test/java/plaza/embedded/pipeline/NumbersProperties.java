package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.key;
import static plaza.embedded.pipeline.Town.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import plaza.core.chat.ChatChange;
import plaza.core.chat.Message;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.port.Page;

/// Any interleaving of sends, retries, edits, deletions, conditions and restarts, over three
/// partitions, leaves the numbers 1 … n in each chat, one message a key, and exact counts. The
/// model is a map.
@Tag("campaign")
class NumbersProperties {
  private static final int CHATS = 6;

  /// A step of a run. Its numbers mean what the step makes of them.
  record Step(Kind kind, int chat, int number) {}

  enum Kind {
    POST,
    POST_KEYED,
    POST_MANY,
    EDIT,
    EDIT_IF_MATCH,
    DELETE,
    ECHO,
    RESTART,
    LOSE_STORE_TAIL
  }

  @Provide
  Arbitrary<List<Step>> runs() {
    var steps = Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                    20, Arbitraries.of(Kind.POST, Kind.POST_KEYED, Kind.POST_MANY)),
                net.jqwik.api.Tuple.of(
                    15, Arbitraries.of(Kind.EDIT, Kind.EDIT_IF_MATCH, Kind.DELETE, Kind.ECHO)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Kind.RESTART, Kind.LOSE_STORE_TAIL))),
            Arbitraries.integers().between(1, CHATS),
            Arbitraries.integers().between(1, 8))
        .as(Step::new);
    return steps.list().ofMinSize(20).ofMaxSize(80);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void numbers_are_1_to_n_and_each_key_has_one_message(@ForAll("runs") List<Step> steps)
      throws Exception {
    var run = new Run(Files.createTempDirectory("plaza-run"));
    try {
      for (var step : steps) {
        run.take(step);
      }
      run.check();
    } finally {
      run.close();
    }
  }

  /// A run and its model.
  private static final class Run implements AutoCloseable {
    private final Path directory;
    private final Map<Integer, TreeMap<Long, String>> live = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private Town town;
    private long boots = 1;
    private long echoes;

    Run(Path directory) throws InterruptedException, IOException {
      this.directory = directory;
      this.town = new Town(directory, boots);
      town.close();
      Files.copy(directory.resolve("plaza.db"), directory.resolve("older.db"));
      this.town = new Town(directory, ++boots);
    }

    void take(Step step) throws InterruptedException, IOException {
      var chat = chat(step.chat());
      var messages = live.computeIfAbsent(step.chat(), _ -> new TreeMap<>());
      var number = (long) step.number();
      switch (step.kind()) {
        case POST -> posted(step.chat(), town.send(post(chat, "post")), "post");
        case POST_MANY -> posted(step.chat(), town.send(post(chat, "m", "m", "m")), "m");
        case POST_KEYED -> postKeyed(step);
        case EDIT -> edited(messages, number, town.edit(chat, number, "edited", IfMatch.ANY));
        case EDIT_IF_MATCH -> editIfMatch(step, messages, number);
        case DELETE -> {
          var outcome = town.send(new ChatChange.MessageDeleted(chat, number, IfMatch.ANY));
          assertThat(outcome instanceof Outcome.Done).isEqualTo(messages.remove(number) != null);
        }
        case ECHO -> echo(step);
        case RESTART -> restart();
        case LOSE_STORE_TAIL -> {
          town.close();
          Files.deleteIfExists(directory.resolve("plaza.db-wal"));
          Files.deleteIfExists(directory.resolve("plaza.db-shm"));
          Files.copy(
              directory.resolve("older.db"),
              directory.resolve("plaza.db"),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          town = new Town(directory, ++boots);
        }
      }
    }

    private void restart() throws InterruptedException {
      town.close();
      town = new Town(directory, ++boots);
    }

    private void posted(int chat, Outcome outcome, String text) {
      var messages = live.computeIfAbsent(chat, _ -> new TreeMap<>());
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
      if (outcome instanceof Outcome.Done(var first, var count, var _)) {
        assertThat(first).isEqualTo(last.getOrDefault(chat, 0L) + 1);
        LongStream.range(first, first + count).forEach(number -> messages.put(number, text));
        last.put(chat, first + count - 1);
      }
    }

    private void postKeyed(Step step) {
      var name = "key-" + step.number();
      var outcome =
          town.send(key(chat(step.chat()), name, "keyed"), post(chat(step.chat()), "keyed"));
      var known = keys.get(step.chat() + name);
      if (known != null) {
        assertThat(outcome).isEqualTo(new Outcome.Repeat(known, 1));
      } else {
        posted(step.chat(), outcome, "keyed");
        keys.put(step.chat() + name, last.getOrDefault(step.chat(), 0L));
      }
    }

    private static void edited(Map<Long, String> messages, long number, Outcome outcome) {
      assertThat(outcome instanceof Outcome.Done).isEqualTo(messages.containsKey(number));
      messages.computeIfPresent(number, (_, _) -> "edited");
    }

    private void editIfMatch(Step step, Map<Long, String> messages, long number) {
      var chat = chat(step.chat());
      var position = town.chats()
          .message(new plaza.core.chat.MessageId(chat, number))
          .map(Message::position)
          .orElse(1L);
      edited(messages, number, town.edit(chat, number, "edited", new IfMatch(List.of(position))));
      if (messages.containsKey(number)) {
        assertThat(town.edit(chat, number, "lost", new IfMatch(List.of(position))))
            .isEqualTo(new Outcome.Stale());
      }
    }

    /// A group that another boot's producer has stored twice.
    private void echo(Step step) {
      var chat = chat(step.chat());
      var change = post(chat, "echo");
      var event = town.event(500, ++echoes, plaza.core.event.RequestKey.UNKEYED, change);
      town.log.append(change.stream().partition(Town.PARTITIONS), List.of(event, event));
      live.computeIfAbsent(step.chat(), _ -> new TreeMap<>())
          .put(last.merge(step.chat(), 1L, Long::sum), "echo");
      posted(step.chat(), town.send(post(chat, "post")), "post");
    }

    void check() {
      live.forEach((number, expected) -> {
        var found = new TreeMap<Long, String>();
        var tail = town.chats().tail(chat(number));
        for (long after = 0; ; ) {
          var page = town.chats()
              .messages(chat(number), new Page.After(after, Page.LIMIT_MAX))
              .messages();
          if (page.isEmpty()) {
            break;
          }
          page.forEach(message -> found.put(message.id().number(), message.body()));
          after = page.getLast().id().number();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(tail.lastNumber()).isEqualTo(last.getOrDefault(number, 0L));
        assertThat(tail.liveCount()).isEqualTo(expected.size());
      });
    }

    @Override
    public void close() throws IOException {
      town.close();
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
