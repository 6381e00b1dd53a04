package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.embedded.pipeline.Town.ANN;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.post;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatType;
import plaza.core.chat.MessageBody;
import plaza.core.chat.MessageId;
import plaza.core.event.Change;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;

/// Nodes whose clocks differ by hours.
class ClocksTest {
  private static final Duration BEHIND = Duration.ofHours(2);

  @TempDir
  private Path directory = Path.of("");

  @Test
  void a_node_whose_clock_is_behind_changes_nothing_before_it_was_created() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(new ChatChange.ChatCreated(ANN, new ChatName("old"), ChatType.GROUP));
      town.send(post(chat(1), "one", "two"));

      change(town, new ChatChange.ChatRenamed(ANN, 1, new ChatName("new"), IfMatch.ANY));
      change(town, new ChatChange.MessageEdited(chat(1), 1, new MessageBody("1"), IfMatch.ANY));
      change(town, new ChatChange.MessageDeleted(chat(1), 2, IfMatch.ANY));

      var created = town.pipeline.now();
      var renamed = town.chats().chat(new ChatId(ANN, 1)).orElseThrow().chat();
      assertThat(renamed.updatedAt()).isEqualTo(created);
      var ids = Set.of(new MessageId(chat(1), 1), new MessageId(chat(1), 2));
      assertThat(town.chats().messages(ids))
          .hasSize(2)
          .allSatisfy(message -> assertThat(message.updatedAt()).isEqualTo(created));
    }
  }

  private static void change(Town town, Change change) {
    var at = town.pipeline.now().minus(BEHIND);
    assertThat(town.pipeline.change(at, RequestKey.UNKEYED, change))
        .isInstanceOf(Outcome.Done.class);
  }
}
