package plaza.core.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.event.Stream;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;
import plaza.core.text.Query;

/// Search in messages: the index proposes, the store disposes. What is returned is as the rows
/// are now, and matches now.
public final class MessageSearch {
  /// How long a search may wait for the index.
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /// How many more hits are taken than are missing, for those that are no longer true.
  private static final int SPARE = 3;

  /// How often a search that waits for a message which nobody has posted yet looks for it.
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final ChatStore store;
  private final Chats chats;
  private final SearchIndex index;
  private final Indexer indexer;
  private final Pipeline pipeline;

  public MessageSearch(
      ChatStore store, Chats chats, SearchIndex index, Indexer indexer, Pipeline pipeline) {
    this.store = store;
    this.chats = chats;
    this.index = index;
    this.indexer = indexer;
    this.pipeline = pipeline;
  }

  /// @param messages newest first
  /// @param indexedThrough every message up to this number is findable in its state of now
  public record Found(List<Message> messages, long indexedThrough) {}

  /// @param messages newest first
  /// @param next where the next page begins; [SearchIndex#NEWEST] when there is none
  public record FoundInApplication(List<Message> messages, SearchIndex.Cursor next) {}

  /// The newest `limit` messages of the chat numbered below `before` that match; waits up to 5 s
  /// until every message up to `wait` is findable (0: does not wait).
  public Reply<Found> inChat(ChatId chat, Query query, long before, int limit, long wait) {
    if (chats.find(chat) instanceof Reply.Refused<ChatStore.View>(var refusal)) {
      return new Reply.Refused<>(refusal);
    }
    if (wait > 0) {
      await(chat, wait);
    }
    // Before the search: what is indexed in between is found and not counted, never the other way
    // round.
    var through = indexedThrough(chat);
    var messages = new Gathering(query, limit).gather(new Source() {
      private long below = before;

      @Override
      public List<SearchIndex.Hit> next(int count) {
        var hits = index.search(chat, query, below, count);
        below = hits.isEmpty() ? 0 : hits.getLast().message().number();
        return hits;
      }
    });
    return new Reply.Ok<>(new Found(messages, through));
  }

  /// The newest `limit` messages of the application behind `after` that match.
  public FoundInApplication inApplication(
      ApplicationId application, Query query, SearchIndex.Cursor after, int limit) {
    pipeline.requireAllServed();
    var messages = new Gathering(query, limit + 1).gather(new Source() {
      private SearchIndex.Cursor behind = after;

      @Override
      public List<SearchIndex.Hit> next(int count) {
        var hits = index.search(application, query, behind, count);
        behind = hits.isEmpty()
            ? behind
            : cursor(hits.getLast().message(), hits.getLast().createdAt());
        return hits;
      }
    });
    if (messages.size() <= limit) {
      return new FoundInApplication(messages, SearchIndex.NEWEST);
    }
    var page = messages.subList(0, limit);
    var last = page.getLast();
    return new FoundInApplication(List.copyOf(page), cursor(last.id(), last.createdAt()));
  }

  private static SearchIndex.Cursor cursor(MessageId message, java.time.Instant createdAt) {
    return new SearchIndex.Cursor(createdAt, message.chat().number(), message.number());
  }

  /// Hits, a few at a time.
  private interface Source {
    List<SearchIndex.Hit> next(int count);
  }

  /// Collects messages until there are enough, dropping hits that are no longer true.
  private final class Gathering {
    private final Query query;
    private final int enough;
    private final List<Message> messages = new ArrayList<>();

    Gathering(Query query, int enough) {
      this.query = query;
      this.enough = enough;
    }

    List<Message> gather(Source source) {
      while (true) {
        var count = Math.min(SearchIndex.HITS_MAX, enough - messages.size() + SPARE);
        var hits = source.next(count);
        check(hits);
        if (messages.size() == enough || hits.size() < count) {
          return messages;
        }
      }
    }

    private void check(List<SearchIndex.Hit> hits) {
      var ids = new LinkedHashSet<MessageId>();
      hits.forEach(hit -> ids.add(hit.message()));
      var rows =
          store.messages(ids).stream().collect(Collectors.toMap(Message::id, Function.identity()));
      var live = store.liveChats(ids.stream().map(MessageId::chat).collect(Collectors.toSet()));
      for (var id : ids) {
        row(rows, id)
            .filter(message -> live.contains(id.chat()) && matches(message))
            .filter(_ -> messages.size() < enough)
            .ifPresent(messages::add);
      }
    }

    private boolean matches(Message message) {
      return !message.deleted() && query.matches(Folding.fold(message.body()));
    }
  }

  private static Optional<Message> row(Map<MessageId, Message> rows, MessageId id) {
    return Optional.ofNullable(rows.get(id));
  }

  private int partition(ChatId chat) {
    return Stream.ofChat(chat.application().value(), chat.number())
        .partition(pipeline.partitions());
  }

  private long indexedThrough(ChatId chat) {
    var searchable = index.searchable(partition(chat));
    var tail = store.tail(chat);
    return store
        .lowestChanged(chat, searchable)
        .map(number -> number - 1)
        .orElse(tail.lastNumber());
  }

  private void await(ChatId chat, long number) {
    var deadline = System.nanoTime() + WAIT_MAX.toNanos();
    try {
      while (indexedThrough(chat) < number) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
          return;
        }
        var tail = store.tail(chat);
        var posted = tail.lastNumber() >= number;
        indexer.await(
            partition(chat),
            posted ? tail.position() : tail.position() + 1,
            posted || left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
