package plaza.core.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import plaza.core.pipeline.Interval;
import plaza.core.pipeline.Pipeline;

/// A chat with live subscribers: its newest changes in memory, without gaps, and the
/// subscribers to wake when there are more. Changes come from announcements, which may be lost,
/// come twice or too late: only what begins where the newest change ended is taken in, and the
/// rows between are read from the store.
public final class LiveChat {
  /// The most changes of a chat that are kept for reconnecting clients.
  private static final int CHANGES_MAX = 1_000;

  /// The most characters of a chat's messages that are kept.
  private static final long CHARACTERS_MAX = 256 << 10;

  /// The most characters of all chats' messages that are kept; beyond it, a chat keeps the newest
  /// change alone.
  private static final long CHARACTERS_OF_ALL_MAX = 16 << 20;

  /// How many changes are read from the store at once.
  static final int PAGE = 100;

  private final ChatId chat;
  private final ChatStore store;
  private final Pipeline pipeline;
  private final AtomicLong charactersOfAll;
  private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();
  private final Deque<Change> recent = new ArrayDeque<>();
  private long characters;
  private ChatCursor oldest = ChatCursor.START;
  private ChatCursor newest = ChatCursor.START;
  private boolean known;
  private boolean behind;
  private boolean closed;
  private Instant unwatchedSince = Instant.MAX;

  /// @param charactersOfAll counts what all chats keep
  LiveChat(ChatId chat, ChatStore store, Pipeline pipeline, AtomicLong charactersOfAll) {
    this.chat = chat;
    this.store = store;
    this.pipeline = pipeline;
    this.charactersOfAll = charactersOfAll;
  }

  /// A change, and the place behind it.
  public record Change(Message message, ChatCursor cursor) {}

  /// Changes, oldest first.
  ///
  /// @param cursor behind the last of them
  /// @param whole whether they are all that there were
  public record Changes(List<Change> changes, ChatCursor cursor, boolean whole) {}

  public ChatId id() {
    return chat;
  }

  /// The place behind the newest change.
  public synchronized ChatCursor newest() {
    return newest;
  }

  /// Whether the chat was deleted: no change will come.
  public synchronized boolean closed() {
    return closed;
  }

  /// Has `wake` called, quickly and perhaps too often, whenever there is a change behind the
  /// newest.
  void add(Runnable wake) {
    watchers.add(wake);
  }

  void remove(Runnable wake) {
    watchers.remove(wake);
  }

  /// Whether the chat has had no subscribers for so long; to be called periodically.
  synchronized boolean unwatched(Instant now, Duration atLeast) {
    if (!watchers.isEmpty()) {
      unwatchedSince = Instant.MAX;
    } else if (unwatchedSince.equals(Instant.MAX)) {
      unwatchedSince = now;
    }
    return watchers.isEmpty() && Interval.again(unwatchedSince, atLeast, now);
  }

  /// Gives up what is kept.
  synchronized void forget() {
    while (!recent.isEmpty()) {
      dropOldest();
    }
  }

  /// All changes behind `after`, when they are in memory. Never waits.
  public synchronized Optional<Changes> recent(ChatCursor after) {
    if (after.position() < oldest.position()) {
      return Optional.empty();
    }
    var changes = new ArrayList<Change>();
    for (var at = recent.descendingIterator(); at.hasNext(); ) {
      var change = at.next();
      if (change.cursor().position() <= after.position()) {
        break;
      }
      changes.add(change);
    }
    var cursor = newest.position() > after.position() ? newest : after;
    return Optional.of(new Changes(List.copyOf(changes.reversed()), cursor, true));
  }

  /// Changes behind `after`: from memory when they are recent, else a page of them from the store.
  ///
  /// @throws plaza.core.pipeline.UnavailableException the store may be older than what was shown
  public Changes read(ChatCursor after) {
    return recent(after).orElseGet(() -> stored(after));
  }

  private Changes stored(ChatCursor after) {
    var page = served().changed(chat, after, PAGE);
    var changes = new ArrayList<Change>(page.messages().size());
    var cursor = after;
    for (var message : page.messages()) {
      cursor = cursor.behind(message);
      changes.add(new Change(message, cursor));
    }
    var whole = changes.size() < PAGE;
    return new Changes(List.copyOf(changes), whole ? ChatCursor.of(page.tail()) : cursor, whole);
  }

  /// For what is shown: rows that may be older than what was shown are refused. What [#fill] reads
  /// is held against what is known.
  private ChatStore served() {
    pipeline.requireServed(chat.stream());
    return store;
  }

  /// Finds out where the chat's changes end. What is announced meanwhile is looked up again.
  void begin() {
    while (!known(served().tail(chat))) {
      // Something was announced since the tail was read.
    }
  }

  private synchronized boolean known(ChatCounters tail) {
    if (!known) {
      oldest = ChatCursor.of(tail);
      newest = oldest;
      closed = tail.closed();
      known = !behind;
      behind = false;
    }
    return known;
  }

  /// Adds an announced change; false when changes before it are missing, which [#fill] then
  /// reads.
  boolean announced(ChatChanged changed) {
    synchronized (this) {
      if (changed.tail().position() <= newest.position()) {
        return true;
      }
      if (!known || changed.before() != newest.position()) {
        behind = true;
        return !known;
      }
      var cursor = newest;
      for (var message : changed.changes()) {
        cursor = cursor.behind(message);
        keep(new Change(message, cursor));
      }
      end(changed.tail());
    }
    wake();
    return true;
  }

  /// Whether something was announced that can't be taken in yet.
  synchronized boolean behind() {
    return behind && known;
  }

  /// Whether the store has changes that were not announced here.
  synchronized boolean behind(ChatCounters tail) {
    return known && tail.position() > newest.position();
  }

  /// Reads from the store what was not announced.
  void fill() {
    for (var whole = false; !whole; ) {
      var from = newest();
      var page = store.changed(chat, from, PAGE);
      whole = page.messages().size() < PAGE;
      fill(page, whole);
    }
    wake();
  }

  private synchronized void fill(ChatStore.Messages page, boolean whole) {
    for (var message : page.messages()) {
      if (message.position() > newest.position()) {
        newest = newest.behind(message);
        keep(new Change(message, newest));
      }
    }
    if (whole && page.tail().position() >= newest.position()) {
      end(page.tail());
      behind = false;
    }
  }

  private void keep(Change change) {
    recent.addLast(change);
    count(change.message().body().length());
    while (recent.size() > 1 && tooMuch()) {
      dropOldest();
    }
  }

  private boolean tooMuch() {
    return recent.size() > CHANGES_MAX
        || characters > CHARACTERS_MAX
        || charactersOfAll.get() > CHARACTERS_OF_ALL_MAX;
  }

  private void dropOldest() {
    var gone = recent.removeFirst();
    count(-gone.message().body().length());
    oldest = gone.cursor();
  }

  private void count(int more) {
    characters += more;
    charactersOfAll.addAndGet(more);
  }

  private void end(ChatCounters tail) {
    newest = ChatCursor.of(tail);
    closed |= tail.closed();
  }

  private void wake() {
    watchers.forEach(Runnable::run);
  }
}
