package plaza.server.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.SearchIndex;
import plaza.core.event.EventCodec;
import plaza.core.pipeline.LogConsistency;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.product.Features;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantStore;
import plaza.sql.StoreAudit;

/// Compares log, store and index of a stopped server.
///
/// @param logProblems what the engine finds wrong with the log's files
/// @param storeProblems what the engine finds wrong with the store's files
/// @param indexProblems what the engine finds wrong with the search index's files
/// @param audit examines the store's rows
public record Doctor(
    Log log,
    Store store,
    TenantStore tenants,
    ChatStore chats,
    SearchIndex index,
    Supplier<List<String>> logProblems,
    Supplier<List<String>> storeProblems,
    Supplier<List<String>> indexProblems,
    Function<StoreAudit.Depth, StoreAudit> audit) {
  private static final int PAGE = 1_000;

  /// Looks at everything.
  ///
  /// @param progress receives the number of messages checked since its last call
  public void examine(Findings findings, LongConsumer progress) throws InterruptedException {
    logProblems.get().forEach(problem -> findings.trouble("the log's file: " + problem));
    storeProblems.get().forEach(problem -> findings.trouble("the store's file: " + problem));
    var inIndex = indexProblems.get();
    inIndex.forEach(problem -> findings.trouble(
        "the search index: " + problem + ": delete it, the next start rebuilds it"));
    var texts = new LoggedTexts();
    try {
      checkEvents(findings, texts);
    } catch (LogException e) {
      findings.trouble(String.valueOf(e.getMessage()));
    }
    try {
      audit.apply(new StoreAudit.Depth(Long.MAX_VALUE, findings, progress)).examine();
    } catch (RuntimeException e) {
      findings.trouble("the store's tables can't be read: " + e.getMessage());
    }
    try {
      checkRows(findings, texts, progress, inIndex.isEmpty());
    } catch (RuntimeException e) {
      // Whatever a damaged row makes of the code that reads it.
      findings.trouble("the store can't be read: " + e.getMessage());
    }
  }

  private void checkRows(
      Findings findings, LoggedTexts texts, LongConsumer progress, boolean wholeIndex) {
    var indexed = wholeIndex;
    for (int partition = 0; partition < log.partitions(); partition++) {
      checkProgress(partition, findings);
      indexed &= checkIndexed(partition, findings);
      checkOrphans(partition, findings);
    }
    checkApplications(findings, new ChatCheck(chats, index, texts, findings, progress), indexed);
  }

  private void checkEvents(Findings findings, LoggedTexts texts) throws InterruptedException {
    LogWalk.over(log, (partition, offset, _, decoded) -> {
      if (decoded instanceof EventCodec.Decoded.Whole(var event)) {
        texts.add(event);
      } else {
        findings.trouble(
            "events of the log that can't be read",
            "partition " + partition + ": event " + offset + " of the log can't be read");
      }
    });
  }

  private void checkProgress(int partition, Findings findings) {
    var progress = store.progress(partition);
    var name = "partition " + partition;
    var start = log.start(partition);
    var end = log.end(partition);
    findings.saw(name + ": the log goes from " + start + " to " + end + ", applied up to "
        + progress.applied());
    new ProgressCheck(findings, 0).examine(name, () -> fit(partition));
    var dead = store.deadLetters(partition, 0, Long.MAX_VALUE).size();
    if (dead > 0) {
      findings.saw("  " + dead + " events could not be read and were skipped");
    }
    if (progress.applied() < end) {
      findings.saw("  the next start applies the rest");
    }
  }

  private LogConsistency fit(int partition) {
    try {
      return LogConsistency.ofEvents(partition, log, store, Features.codec());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LogConsistency.of(partition, log, store);
    }
  }

  /// Whether the index claims to have all that the store has.
  private boolean checkIndexed(int partition, Findings findings) {
    if (!index.epoch().equals(store.epoch())) {
      findings.saw("  the search index is of another store; the next start rebuilds it");
      return false;
    }
    if (index.position(partition) > store.progress(partition).position()) {
      findings.saw("  the search index is newer than the store; the next start rebuilds it");
      return false;
    }
    var behind = chats.newestChange(partition) - index.position(partition);
    if (behind > 0) {
      findings.saw("  the search index is behind; the next start adds the rest");
    }
    return behind <= 0;
  }

  /// Every message is of a chat, and no newer than the store says it is.
  private void checkOrphans(int partition, Findings findings) {
    var orphans = new TreeMap<String, Integer>();
    var known = new HashSet<ChatId>();
    for (var last = Position.start(partition); ; ) {
      var page = chats.changes(partition, last, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (var message : page.messages()) {
        var chat = message.id().chat();
        if (!known.contains(chat) && chats.chat(chat).isEmpty()) {
          orphans.merge(chat.application().value() + "/" + chat.number(), 1, Integer::sum);
        } else {
          known.add(chat);
        }
      }
      last = page.upTo();
    }
    orphans.forEach((chat, count) -> findings.trouble(
        "messages of a chat that does not exist",
        count + " messages are of a chat that does not exist: " + chat));
    var newest = chats.newestChange(partition);
    var position = store.progress(partition).position();
    if (newest > position) {
      findings.trouble("partition " + partition + ": a message has position " + newest
          + ", above the last, " + position);
    }
  }

  private void checkApplications(Findings findings, ChatCheck check, boolean indexed) {
    long found = 0;
    for (long last = 0; ; ) {
      var page = tenants.applications(new Page.After(last, Page.LIMIT_MAX));
      if (page.isEmpty()) {
        break;
      }
      for (var view : page) {
        var application = view.application();
        found += checkChats(
            application.id(), application.token().hex(), view.tail(), findings, check, indexed);
      }
      last = page.getLast().application().id().value();
    }
    findings.saw(found + (found == 1 ? " chat checked" : " chats checked"));
  }

  private long checkChats(
      ApplicationId application,
      String name,
      ApplicationCounters tail,
      Findings findings,
      ChatCheck check,
      boolean indexed) {
    long found = 0;
    long last = 0;
    var missing = new ArrayList<Long>();
    while (true) {
      var page = chats.chats(application, new Page.After(last, Page.LIMIT_MAX)).chats();
      if (page.isEmpty()) {
        break;
      }
      for (var view : page) {
        var chat = view.chat().id();
        noteGone(application, last + 1, chat.number(), missing);
        check.check(chat, "application " + name + ", chat " + chat.number(), indexed);
        last = chat.number();
        found++;
      }
    }
    noteGone(application, last + 1, tail.lastNumber() + 1, missing);
    findings.trouble("application " + name, missing, "chats are missing");
    if (found != tail.liveCount() || last > tail.lastNumber()) {
      findings.trouble(
          "applications with wrong counts",
          "application " + name + " counts " + tail.liveCount() + " chats up to "
              + tail.lastNumber() + " and has " + found + " up to " + last);
    }
    return found;
  }

  /// Numbers that no list shows are those of deleted chats, which have a row.
  private void noteGone(ApplicationId application, long from, long to, List<Long> missing) {
    for (long number = from; number < to; number++) {
      if (chats.chat(new ChatId(application, number)).isEmpty()) {
        missing.add(number);
      }
    }
  }
}
