package plaza.spec.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.simulation.history.Replica;
import plaza.spec.Http;

/// A node's view of each chat after recovery: page by page, and all search results.
final class Copies {
  private static final Duration INDEXED_MAX = Duration.ofMinutes(2);

  private final Http node;
  private final String application;
  private final Map<MessageId, Message> rows;

  /// @param rows the messages that are in the store
  Copies(Http node, String application, List<Message> rows) {
    this.node = node;
    this.application = application;
    this.rows = rows.stream().collect(Collectors.toMap(Message::id, Function.identity()));
  }

  List<Replica> of(List<ChatStore.View> chats) {
    var copies = new ArrayList<Replica>();
    for (var view : chats) {
      var path = application + "/chats/" + view.chat().id().number() + "/messages";
      copies.add(copy("the list", view, path + "?limit=100"));
      awaitIndexed(view, path);
      copies.add(copy("the search", view, path + "/search?limit=100&q=" + Known.WORD));
    }
    return copies;
  }

  /// Until everything that is in the chat can be found.
  private void awaitIndexed(ChatStore.View view, String path) {
    var last = view.tail().lastNumber();
    Awaitility.await("the search of " + view.chat().id() + " on " + node.url())
        .atMost(INDEXED_MAX)
        .until(() -> {
          var answer = node.get(path + "/search?q=" + Known.WORD + "&wait=" + last);
          return answer.status() == 200
              && Long.parseLong(answer.header("X-Indexed-Through")) >= last;
        });
  }

  private Replica copy(String what, ChatStore.View view, String first) {
    var messages = new HashMap<MessageId, Message>();
    for (var path = first; !path.isEmpty(); ) {
      var page = node.get(path);
      Answers.messages(view.chat().id(), page.json())
          .forEach(message -> messages.put(message.id(), likeRow(message)));
      path = page.next();
    }
    return new Replica(what + " of " + node.url(), Optional.of(view.chat().id()), messages);
  }

  /// Its row, when that says the same: lists tell no positions.
  private Message likeRow(Message shown) {
    var row = rows.get(shown.id());
    return row != null
            && row.body().equals(shown.body())
            && row.sender().equals(shown.sender())
            && row.createdAt().equals(shown.createdAt())
            && row.updatedAt().equals(shown.updatedAt())
        ? row
        : shown;
  }
}
