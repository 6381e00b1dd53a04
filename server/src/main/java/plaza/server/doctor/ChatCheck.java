package plaza.server.doctor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.chat.SearchIndex;
import plaza.core.text.Folding;
import plaza.core.text.Query;

/// One chat: its numbers are 1 to the last, each once; its count is that of the messages that are
/// not deleted; the index has exactly these, and finds them by their text.
final class ChatCheck {
  private static final int PAGE = 1_000;

  /// About how many messages of a chat are searched for by their own words.
  private static final int SEARCHED = 500;

  private final ChatStore chats;
  private final SearchIndex index;
  private final LoggedTexts texts;
  private final Findings findings;
  private final LongConsumer progress;

  /// @param progress receives the number of messages checked since its last call
  ChatCheck(
      ChatStore chats,
      SearchIndex index,
      LoggedTexts texts,
      Findings findings,
      LongConsumer progress) {
    this.chats = chats;
    this.index = index;
    this.texts = texts;
    this.findings = findings;
    this.progress = progress;
  }

  /// @param indexed whether the index claims to have all of the chat
  void check(ChatId chat, String name, boolean indexed) {
    var tail = chats.tail(chat);
    if (tail.lastNumber() >= Integer.MAX_VALUE) {
      findings.trouble(name + " can't end at message " + tail.lastNumber());
      return;
    }
    var seen = new BitSet();
    var live = new BitSet();
    var beyond = new ArrayList<Long>();
    var unfound = new ArrayList<Long>();
    var logged = texts.of(chat);
    var step = Math.max(1, tail.lastNumber() / SEARCHED);
    for (var cursor = ChatCursor.START; ; ) {
      var page = chats.changed(chat, cursor, PAGE).messages();
      if (page.isEmpty()) {
        break;
      }
      for (var message : page) {
        cursor = cursor.behind(message);
        if (message.id().number() < 1 || message.id().number() > tail.lastNumber()) {
          beyond.add(message.id().number());
          continue;
        }
        var number = Math.toIntExact(message.id().number());
        seen.set(number);
        live.set(number, !message.deleted());
        logged.see(message);
        if (indexed && number % step == 0 && !found(message)) {
          unfound.add(message.id().number());
        }
      }
      progress.accept(page.size());
    }
    findings.trouble(name, logged.differing(), "messages differ from the log");
    findings.trouble(name, missing(seen, tail.lastNumber()), "messages are missing");
    findings.trouble(name, beyond, "messages have numbers that are not 1 to " + tail.lastNumber());
    if (live.cardinality() != tail.liveCount()) {
      findings.trouble(
          "chats with wrong counts",
          name + " counts " + tail.liveCount() + " messages and has " + live.cardinality());
    }
    if (indexed) {
      checkIndex(chat, name, live, tail.lastNumber());
      findings.trouble(name, unfound, "the search does not find these messages by their text");
    }
  }

  private static List<Long> missing(BitSet seen, long last) {
    var missing = new ArrayList<Long>();
    for (long number = 1; number <= last; number++) {
      if (!seen.get(Math.toIntExact(number))) {
        missing.add(number);
      }
    }
    return missing;
  }

  private boolean found(Message message) {
    if (message.deleted()) {
      return true;
    }
    var query = Query.parse(message.body()).filter(q -> q.matches(Folding.fold(message.body())));
    var number = message.id().number();
    return query.isEmpty()
        || index.search(message.id().chat(), query.get(), number + 1, 1).stream()
            .anyMatch(hit -> hit.message().number() == number);
  }

  private void checkIndex(ChatId chat, String name, BitSet live, long last) {
    var indexed = new BitSet();
    var extra = new ArrayList<Long>();
    var twice = new ArrayList<Long>();
    for (var before = Long.MAX_VALUE; ; ) {
      var page = index.numbers(chat, before, SearchIndex.HITS_MAX);
      if (page.isEmpty()) {
        break;
      }
      for (var number : page) {
        if (number > last) {
          extra.add(number);
          continue;
        }
        if (indexed.get(Math.toIntExact(number))) {
          twice.add(number);
        }
        indexed.set(Math.toIntExact(number));
      }
      before = page.getLast();
    }
    findings.trouble(name, without(live, indexed), "the search index lacks messages");
    extra.addAll(without(indexed, live));
    findings.trouble(name, extra, "the search index has messages that are not in the store");
    findings.trouble(name, twice, "the search index has messages twice");
  }

  private static List<Long> without(BitSet these, BitSet those) {
    var rest = (BitSet) these.clone();
    rest.andNot(those);
    return rest.stream().asLongStream().boxed().toList();
  }
}
