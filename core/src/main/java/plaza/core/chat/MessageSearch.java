package plaza.core.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;
import plaza.core.text.Query;
import plaza.core.work.Compute;

/// Search in messages: hits of the index are verified against the store. What is returned is as
/// the rows are now, and matches now.
public final class MessageSearch {
  /// How many more hits are taken than are missing, for those that are no longer true.
  private static final int SPARE = 3;

  private final ChatStore store;
  private final Chats chats;
  private final SearchIndex index;
  private final Pipeline pipeline;
  private final IndexProgress progress;
  private final Compute compute;

  /// @param compute checks what the index has proposed
  public MessageSearch(
      ChatStore store,
      Chats chats,
      SearchIndex index,
      Indexer indexer,
      Pipeline pipeline,
      Compute compute) {
    this.store = store;
    this.chats = chats;
    this.index = index;
    this.pipeline = pipeline;
    this.progress = new IndexProgress(store, index, indexer, pipeline);
    this.compute = compute;
  }

  /// @param messages newest first; fewer than were asked for when there are no more, or when the
  ///     search took too long
  /// @param next below which number the next page begins; 0 when there is none
  /// @param indexedThrough every message up to this number is findable in its state of now
  public record Found(List<Message> messages, long next, long indexedThrough) {}

  /// @param messages newest first; fewer than were asked for when there are no more, or when the
  ///     search took too long
  /// @param next where the next page begins; [SearchIndex#NEWEST] when there is none
  public record FoundInApplication(List<Message> messages, SearchIndex.Cursor next) {}

  /// Waits up to 5 s until every message of the chat up to `number` is findable; not at all when
  /// there is no such chat, or too many searches of its application wait.
  public void await(ChatId chat, long number) {
    if (chats.find(chat) instanceof Reply.Ok<ChatStore.View>) {
      progress.await(chat, number);
    }
  }

  /// The newest `limit` messages of the chat numbered below `before` that match.
  ///
  /// @throws SearchTimeoutException it took too long, and nothing was found so far
  public Reply<Found> inChat(ChatId chat, Query query, long before, int limit) {
    if (chats.find(chat) instanceof Reply.Refused<ChatStore.View>(var refusal)) {
      return new Reply.Refused<>(refusal);
    }
    // Before the search: what is indexed in between is found and not counted, never the other way
    // round.
    var through = progress.through(chat);
    var source = new Source() {
      private long below = before;

      @Override
      public List<SearchIndex.Hit> next(int count) {
        var hits = index.search(chat, query, below, count);
        below = hits.isEmpty() ? 0 : hits.getLast().message().number();
        return hits;
      }
    };
    var gathered = new Gathering(chat.application(), query, limit).gather(source);
    var messages = gathered.messages();
    var next = messages.size() == limit
        ? messages.getLast().id().number()
        : gathered.complete() ? 0 : source.below;
    return new Reply.Ok<>(new Found(messages, next, through));
  }

  /// The newest `limit` messages of the application behind `after` that match.
  ///
  /// @throws SearchTimeoutException it took too long, and nothing was found so far
  public FoundInApplication inApplication(
      ApplicationId application, Query query, SearchIndex.Cursor after, int limit) {
    pipeline.requireAllServed();
    var source = new Source() {
      private SearchIndex.Cursor behind = after;

      @Override
      public List<SearchIndex.Hit> next(int count) {
        var hits = index.search(application, query, behind, count);
        behind = hits.isEmpty()
            ? behind
            : cursor(hits.getLast().message(), hits.getLast().createdAt());
        return hits;
      }
    };
    var gathered = new Gathering(application, query, limit + 1).gather(source);
    var messages = gathered.messages();
    if (messages.size() <= limit) {
      return new FoundInApplication(
          messages, gathered.complete() ? SearchIndex.NEWEST : source.behind);
    }
    var page = messages.subList(0, limit);
    var last = page.getLast();
    return new FoundInApplication(List.copyOf(page), cursor(last.id(), last.createdAt()));
  }

  private static SearchIndex.Cursor cursor(MessageId message, Instant createdAt) {
    return new SearchIndex.Cursor(createdAt, message.chat().number(), message.number());
  }

  /// Hits, a few at a time.
  private interface Source {
    List<SearchIndex.Hit> next(int count);
  }

  /// @param complete whether there are no more than these, or as many as were asked for
  private record Gathered(List<Message> messages, boolean complete) {}

  /// Collects messages until there are enough, dropping hits that are no longer true, or until it
  /// has taken too long.
  private final class Gathering {
    private final ApplicationId application;
    private final Query query;
    private final int enough;
    private final List<Message> messages = new ArrayList<>();
    private final long deadline = System.nanoTime() + SearchIndex.SEARCH_TIME_MAX.toNanos();

    Gathering(ApplicationId application, Query query, int enough) {
      this.application = application;
      this.query = query;
      this.enough = enough;
    }

    Gathered gather(Source source) {
      for (var first = true; first || System.nanoTime() - deadline < 0; first = false) {
        var count = Math.min(SearchIndex.HITS_MAX, enough - messages.size() + SPARE);
        List<SearchIndex.Hit> hits;
        try {
          hits = source.next(count);
        } catch (SearchTimeoutException e) {
          if (first) {
            throw e;
          }
          break;
        }
        check(hits);
        if (messages.size() == enough || hits.size() < count) {
          return new Gathered(messages, true);
        }
      }
      return new Gathered(messages, false);
    }

    private void check(List<SearchIndex.Hit> hits) {
      var ids = new LinkedHashSet<MessageId>();
      hits.forEach(hit -> ids.add(hit.message()));
      var rows =
          store.messages(ids).stream().collect(Collectors.toMap(Message::id, Function.identity()));
      var live = store.liveChats(ids.stream().map(MessageId::chat).collect(Collectors.toSet()));
      var candidates = ids.stream()
          .filter(id -> live.contains(id.chat()))
          .flatMap(id -> row(rows, id).stream())
          .filter(message -> !message.deleted())
          .toList();
      for (int from = 0; from < candidates.size() && messages.size() < enough; ) {
        var piece = piece(candidates, from);
        compute.run(application.value(), length(piece), () -> messages.addAll(matching(piece)));
        from += piece.size();
      }
    }

    /// As many candidates as are one piece of work.
    private static List<Message> piece(List<Message> candidates, int from) {
      var length = 0L;
      var to = from;
      while (to < candidates.size() && (to == from || length <= Compute.PIECE_LENGTH)) {
        length += candidates.get(to++).body().length();
      }
      return candidates.subList(from, to);
    }

    private static long length(List<Message> candidates) {
      return candidates.stream().mapToLong(message -> message.body().length()).sum();
    }

    private List<Message> matching(List<Message> candidates) {
      return candidates.stream()
          .filter(message -> query.matches(Folding.fold(message.body())))
          .limit(enough - messages.size())
          .toList();
    }
  }

  private static Optional<Message> row(Map<MessageId, Message> rows, MessageId id) {
    return Optional.ofNullable(rows.get(id));
  }
}
