package plaza.core.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;

/// Full text of messages, found by any part of them in any script. Fed by one thread, behind the
/// store; searched by many.
///
/// - Completeness: a search returns every message that is searchable and matches, in order; it
///   may return others as well (the index is as old as its positions say), so what it returns is
///   checked against the store.
/// - Crash: [#position] goes back to that of the last [#commit], together with everything that
///   was written since.
/// - Repetition: writing a message again replaces it.
/// - Several feeders: changes that do not follow on the index's position are left out. Of a feeder
///   that stood still in the midst of a write what it brings may come late, over what others
///   wrote: then the index goes back to where that feeder began, to be fed again from there.
/// - Trouble that passes, as want of room, is a [SearchException]: a change that throws it has
///   taken the index back as a crash would.
/// - Damage: a search that fails is a [SearchException]; the next [#check] starts over.
/// - Limit: a search returns at most [#HITS_MAX] hits; to go on, ask below the last one. One that
///   takes longer than [#SEARCH_TIME_MAX] is a [SearchTimeoutException].
public interface SearchIndex extends AutoCloseable {
  /// The most hits that one search returns.
  int HITS_MAX = 1_000;

  /// How long a search may take.
  Duration SEARCH_TIME_MAX = Duration.ofSeconds(5);

  /// Where a message stands in an application's results: newest first by time, then by chat and
  /// number, all descending.
  record Hit(MessageId message, Instant createdAt) {}

  /// The epoch of the store that the index was fed from; empty for an index that is new.
  String epoch();

  /// Up to which position of a partition everything was written and is searchable.
  long searchable(int partition);

  /// Up to which position of a partition everything was written, searchable or not: where feeding
  /// goes on.
  long position(int partition);

  /// Throws everything away and starts again for this epoch.
  void reset(String epoch);

  /// Takes in the latest state of messages, forgets all messages of chats that were closed, and
  /// notes that the partition was fed up to the last of these changes. If the partition is not at
  /// [Changes#after] it does nothing: feeding goes on at [#position].
  void write(Changes changes);

  /// Makes searchable what was written.
  void refresh();

  /// Brings what was written to the disk, with the positions.
  void commit();

  /// Looks whether the index is still where it is kept, and whole as far as searches have told.
  /// One that was taken away, or is damaged, starts over: its epoch is then empty.
  void check();

  /// Waits until the partition is searchable up to `position`, or `atMost`. Anyone who waits makes
  /// the feeder hurry.
  boolean await(int partition, long position, Duration atMost) throws InterruptedException;

  /// Whether a search waits, so that the indexer refreshes at once.
  boolean awaited();

  /// Messages of a chat numbered below `before`, newest (highest number) first, at most `limit`.
  List<Hit> search(ChatId chat, Query query, long before, int limit);

  /// Messages of an application that stand behind `after`, in the order of [Hit], at most
  /// `limit`. Before the first one: [#NEWEST].
  List<Hit> search(ApplicationId application, Query query, Cursor after, int limit);

  /// The numbers below `before` of a chat's messages that are searchable, the highest first, at
  /// most `limit`: for anyone who checks the index. One that is in it twice comes twice.
  List<Long> numbers(ChatId chat, long before, int limit);

  /// A place in an application's results.
  record Cursor(Instant createdAt, long chat, long number) {}

  /// The place in front of all results.
  Cursor NEWEST = new Cursor(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE, Long.MAX_VALUE);

  @Override
  void close();
}
