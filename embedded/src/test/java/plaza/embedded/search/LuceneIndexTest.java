package plaza.embedded.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import plaza.contract.Corpus;
import plaza.contract.SearchIndexContract;
import plaza.contract.cost.LinearCost;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.chat.SearchTimeoutException;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;
import plaza.core.work.Compute;

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
      index.write(new Changes(0, Corpus.messages(LOBBY), List.of(), 100));
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

  /// As the build before folding had versions wrote it.
  @Test
  void an_index_of_an_earlier_folding_is_rebuilt_when_it_is_opened() throws Exception {
    try (var files = new MMapDirectory(directory.resolve("search"));
        var writer = new IndexWriter(files, new IndexWriterConfig())) {
      writer.addDocument(Documents.of(Corpus.message(LOBBY, 1, "old"), new Grams()));
      writer.setLiveCommitData(Map.of("epoch-2", "life", "partition-0", "100").entrySet());
      writer.commit();
    }

    try (var index = open(directory)) {
      assertThat(index.epoch()).isEmpty();
      index.reset("life");
      assertThat(index.position(0)).isEqualTo(Position.start(0));
      assertThat(found(index, "old", 10)).isEmpty();
      index.commit();
    }
    try (var index = open(directory)) {
      assertThat(index.epoch()).isEqualTo("life");
    }
  }

  @Test
  void a_damaged_index_is_thrown_away() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(new Changes(0, Corpus.messages(LOBBY), List.of(), 100));
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

  /// Cuts the largest file whose name ends so to a half, or fills it between header and checksum.
  private void damage(String ending, boolean cut) throws Exception {
    try (var files = Files.list(directory.resolve("search"))) {
      var file = files
          .filter(f -> f.toString().endsWith(ending))
          .max(Comparator.comparingLong(f -> f.toFile().length()))
          .orElseThrow();
      var bytes = Files.readAllBytes(file);
      Arrays.fill(bytes, 64, bytes.length - 16, (byte) -1);
      Files.write(file, cut ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
    }
  }

  private void written() {
    try (var index = open(directory)) {
      index.reset("life");
      index.write(new Changes(0, Corpus.messages(LOBBY), List.of(), 100));
      index.commit();
    }
  }

  @Test
  void an_index_with_a_file_that_was_cut_is_begun_anew_at_once() throws Exception {
    written();
    damage(".dvd", true);

    try (var index = open(directory)) {
      assertThat(index.epoch()).isEmpty();
      index.reset("life");
    }
  }

  @Test
  void bits_that_flipped_are_found_by_whoever_looks() throws Exception {
    written();
    try (var index = open(directory)) {
      assertThat(index.integrityProblems()).isEmpty();
    }
    damage(".dvd", false);

    try (var index = open(directory)) {
      assertThat(index.integrityProblems()).isNotEmpty();
    }
  }

  @Test
  void a_search_that_fails_has_the_index_begun_anew() throws Exception {
    try (var index = open(directory)) {
      index.reset("life");
      var messages = LongStream.rangeClosed(1, 20_000)
          .mapToObj(n -> Corpus.message(LOBBY, n, "needle " + n))
          .toList();
      index.write(new Changes(0, messages, List.of(), 20_000));
      index.commit();
    }
    damage(".tim", false);
    try (var index = open(directory)) {
      index.check();
      assertThat(index.epoch()).isEqualTo("life");
      var needle = Query.parse("needle").orElseThrow();
      assertThatThrownBy(() -> index.search(LOBBY, needle, 10_000, 10))
          .isInstanceOf(SearchException.class);

      index.check();

      assertThat(index.epoch()).isEmpty();
    }
  }

  /// The newest messages are looked through first. One of them is old: it was taken in late.
  @Test
  void what_the_newest_messages_do_not_hold_is_found_among_the_oldest() {
    try (var index = open(directory)) {
      index.reset("life");
      var messages = LongStream.rangeClosed(1, 50_000)
          .mapToObj(n -> Corpus.message(LOBBY, n, n <= 20 ? "rare common" : "common"))
          .toList();
      index.write(new Changes(0, messages, List.of(), 50_000));
      var late = Corpus.message(new ChatId(LOBBY.application(), 2), 1, "common");
      index.write(new Changes(50_000, List.of(late), List.of(), 50_001));
      index.refresh();

      assertThat(found(index, "common", 30)).isEqualTo(down(50_000, 30));
      assertThat(found(index, "rare", 30)).isEqualTo(down(20, 20));
      assertThat(found(index, "rare", 10)).isEqualTo(down(20, 10));
    }
  }

  private static List<Long> found(SearchIndex index, String text, int limit) {
    var query = Query.parse(text).orElseThrow();
    return index.search(LOBBY.application(), query, SearchIndex.NEWEST, limit).stream()
        .map(hit -> hit.message().number())
        .toList();
  }

  private static List<Long> down(long from, int count) {
    return LongStream.range(0, count).mapToObj(i -> from - i).toList();
  }

  @Test
  void a_search_that_takes_too_long_is_ended() {
    try (var index = LuceneIndex.open(directory.resolve("search"), Compute.DIRECT, Duration.ZERO)) {
      index.reset("life");
      index.write(new Changes(0, Corpus.messages(LOBBY), List.of(), 100));
      index.refresh();
      var query = Query.parse("the quick").orElseThrow();

      assertThatThrownBy(() -> index.search(LOBBY, query, Long.MAX_VALUE, 10))
          .isInstanceOf(SearchTimeoutException.class);
      assertThatThrownBy(() -> index.search(LOBBY.application(), query, SearchIndex.NEWEST, 10))
          .isInstanceOf(SearchTimeoutException.class);
    }
  }

  private record Search(LuceneIndex index, Query query) {
    List<SearchIndex.Hit> hits() {
      return index.search(LOBBY, query, Long.MAX_VALUE, 10);
    }
  }

  /// Runs of a letter, and a needle that is longer than any of them by one.
  @Test
  void looking_for_a_long_needle_of_one_letter_is_linear() {
    var opened = new ArrayList<LuceneIndex>();
    try {
      LinearCost.requireLinear(
          "searching",
          4_000,
          length -> {
            var run = "a".repeat(length / 8);
            var index = LuceneIndex.open(directory.resolve("search-" + length));
            opened.add(index);
            index.reset("life");
            var message = Corpus.message(LOBBY, 1, (run + "b").repeat(8));
            index.write(new Changes(0, List.of(message), List.of(), 1));
            index.refresh();
            return new Search(index, Query.parse(run + "a").orElseThrow());
          },
          Search::hits);
    } finally {
      opened.forEach(LuceneIndex::close);
    }
  }
}
