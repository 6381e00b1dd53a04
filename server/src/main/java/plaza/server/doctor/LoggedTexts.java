package plaza.server.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.event.Digest;
import plaza.core.event.Event;

/// The texts of messages as the log has them, as far as it still does: rows are held against them.
/// An event does not say which number a message got, so the messages of a chat that were posted in
/// one millisecond are compared in their order, and only if the log has exactly as many.
final class LoggedTexts {
  /// The most messages of the log that are remembered; further ones are not compared.
  static final int MESSAGES_MAX = 100_000;

  private final Map<ChatId, Chat> chats = new HashMap<>();
  private int remembered;

  /// Adds the next event of the log.
  void add(Event event) {
    if (remembered >= MESSAGES_MAX) {
      return;
    }
    switch (event.change()) {
      case ChatChange.MessagesPosted(var chat, var drafts) -> {
        for (var draft : drafts) {
          chat(chat).post(event.at(), text(draft.body().text(), draft.sender().text()));
        }
        remembered += drafts.size();
      }
      case ChatChange.MessagesRestored(var chat, var _) -> chat(chat).restored = true;
      case ChatChange.MessageEdited(var chat, var number, var body, var _) -> {
        chat(chat).edit(number, event.at(), text(body.text(), ""));
        remembered++;
      }
      default -> {}
    }
  }

  private Chat chat(ChatId id) {
    return chats.computeIfAbsent(id, _ -> new Chat());
  }

  private static Digest text(String body, String sender) {
    return Digest.of((body + '\0' + sender).getBytes(StandardCharsets.UTF_8));
  }

  /// What the log has of a chat's messages, and what its rows are.
  Chat of(ChatId chat) {
    return chats.getOrDefault(chat, new Chat());
  }

  /// An edit of a message at a time.
  private record Edit(long number, Instant at) {}

  /// A row's text; one that was edited or deleted is not compared with what was posted.
  private record Row(boolean asPosted, Digest text) {}

  /// One chat.
  static final class Chat {
    private final Map<Instant, List<Digest>> posts = new HashMap<>();
    private final Map<Edit, Set<Digest>> edits = new HashMap<>();
    private final Map<Instant, TreeMap<Long, Row>> rows = new HashMap<>();
    private final List<Long> differing = new ArrayList<>();
    private boolean restored;

    private void post(Instant at, Digest text) {
      posts.computeIfAbsent(at, _ -> new ArrayList<>()).add(text);
    }

    private void edit(long number, Instant at, Digest text) {
      edits.computeIfAbsent(new Edit(number, at), _ -> new HashSet<>()).add(text);
    }

    /// A row of the chat.
    void see(Message message) {
      var number = message.id().number();
      var edited = edits.get(new Edit(number, message.updatedAt()));
      if (message.state() == Message.State.EDITED
          && edited != null
          && !edited.contains(text(message.body(), ""))) {
        differing.add(number);
      }
      if (posts.containsKey(message.createdAt())) {
        rows.computeIfAbsent(message.createdAt(), _ -> new TreeMap<>()).put(number, row(message));
      }
    }

    private static Row row(Message message) {
      return new Row(
          message.state() == Message.State.POSTED,
          text(message.body(), message.sender().text()));
    }

    /// The numbers of those rows that have another text than the log.
    List<Long> differing() {
      if (!restored) {
        rows.forEach((at, there) -> compare(there, posts.getOrDefault(at, List.of())));
      }
      return differing.stream().sorted().toList();
    }

    private void compare(Map<Long, Row> there, List<Digest> posted) {
      if (there.size() == posted.size()) {
        var wanted = posted.iterator();
        there.forEach((number, row) -> {
          var same = row.text().equals(wanted.next());
          if (row.asPosted() && !same) {
            differing.add(number);
          }
        });
      }
    }
  }
}
