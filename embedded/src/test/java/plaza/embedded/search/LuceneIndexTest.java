package plaza.embedded.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import plaza.contract.Corpus;
import plaza.contract.SearchIndexContract;
import plaza.core.chat.ChatId;
import plaza.core.tenant.ApplicationId;

class LuceneIndexTest extends SearchIndexContract {
  private static final ChatId LOBBY = new ChatId(new ApplicationId(1), 1);

  @Override
  protected LuceneIndex open(Path directory) {
    return LuceneIndex.open(directory.resolve("search"));
  }

  @Test
  void an_index_whose_files_are_taken_away_while_it_runs_begins_anew() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(0, Corpus.messages(LOBBY), 100);
      index.commit();
      index.check();
      assertThat(index.epoch()).isEqualTo("life");
      delete();

      index.check();

      assertThat(index.epoch()).isEmpty();
      index.reset("life");
      assertThat(index.epoch()).isEqualTo("life");
    }
  }

  private void delete() throws Exception {
    try (var files = Files.list(directory.resolve("search"))) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void a_damaged_index_is_thrown_away() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(0, Corpus.messages(LOBBY), 100);
      index.commit();
    }
    try (var files = Files.list(directory.resolve("search"))) {
      for (var file : files.filter(f -> f.toString().contains("segments_")).toList()) {
        Files.writeString(file, "nonsense");
      }
    }

    try (var index = open(directory)) {
      assertThat(index.epoch()).isEmpty();
    }
  }
}
