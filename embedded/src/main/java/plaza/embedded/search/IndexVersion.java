package plaza.embedded.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/// One version of the index's files: the writer, its searchers, and its positions.
final class IndexVersion {
  private static final double RAM_BUFFER_MB = 64;

  /// Segments of about one size before they are merged. More of them are merged less often, which
  /// was a third of what indexing cost, and are looked through one after the other.
  private static final int SEGMENTS_PER_TIER = 16;

  private final Path path;
  private final MMapDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile IndexPositions positions;
  private volatile IndexPositions searchable;

  private IndexVersion(Path path, MMapDirectory directory, IndexWriter writer) throws IOException {
    this.path = path;
    this.directory = directory;
    this.writer = writer;
    this.positions = IndexPositions.ofCommit(committed(writer));
    this.searchers = new SearcherManager(writer, new SearcherFactory());
    this.searchable = positions;
  }

  /// Opens what is there. A failure leaves nothing open, so that what is damaged can be wiped.
  static IndexVersion open(Path path) throws IOException {
    var directory = new MMapDirectory(path);
    @Nullable IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, config());
      return new IndexVersion(path, directory, writer);
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        rollback(writer);
      }
      directory.close();
      throw e;
    }
  }

  private static void rollback(IndexWriter writer) {
    try {
      writer.rollback();
    } catch (IOException | IllegalStateException e) {
      // It is thrown away because it is broken.
    }
  }

  /// Reads every file against its checksum.
  ///
  /// @throws IOException one is damaged
  void requireWhole() throws IOException {
    var searcher = searchers.acquire();
    try {
      for (var leaf : searcher.getIndexReader().leaves()) {
        leaf.reader().checkIntegrity();
      }
    } finally {
      searchers.release(searcher);
    }
  }

  private static IndexWriterConfig config() {
    var merges = new ConcurrentMergeScheduler();
    // One merge at a time: the machine's cores are for the ones who wait.
    merges.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig()
        .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS_PER_TIER))
        .setRAMBufferSizeMB(RAM_BUFFER_MB)
        .setUseCompoundFile(false)
        .setCommitOnClose(false)
        .setMergeScheduler(merges)
        // No request waits for merges: a refresh, and a start, took up to half a second longer.
        .setMaxFullFlushMergeWaitMillis(0)
        .setLeafSorter(Comparator.comparingLong(IndexVersion::newest).reversed());
  }

  /// Searches begin with the segment that has the newest messages: the others can then be skipped
  /// mostly.
  private static long newest(LeafReader leaf) {
    try {
      var skipper = leaf.getDocValuesSkipper(Documents.AT);
      return skipper == null ? Long.MIN_VALUE : skipper.maxValue();
    } catch (IOException e) {
      return Long.MIN_VALUE;
    }
  }

  private static Map<String, String> committed(IndexWriter writer) {
    var data = new HashMap<String, String>();
    var iterable = writer.getLiveCommitData();
    if (iterable != null) {
      iterable.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  IndexWriter writer() {
    return writer;
  }

  SearcherManager searchers() {
    return searchers;
  }

  IndexPositions positions() {
    return positions;
  }

  IndexPositions searchable() {
    return searchable;
  }

  void positions(IndexPositions positions) {
    this.positions = positions;
  }

  void refresh() throws IOException {
    var now = positions;
    searchers.maybeRefreshBlocking();
    searchable = now;
  }

  void commit() throws IOException {
    writer.setLiveCommitData(positions.toCommit().entrySet());
    writer.commit();
  }

  /// Nothing tells that somebody deleted the files: Lucene goes on with those that it has open.
  void requireOnDisk() throws IOException {
    if (!Files.isDirectory(path) || !DirectoryReader.indexExists(directory)) {
      throw new NoSuchFileException(path.toString(), null, "the index's files are gone");
    }
  }

  private volatile @Nullable Exception failure;

  /// A search failed at the files.
  void failed(Exception cause) {
    failure = cause;
  }

  /// Fails as a search has failed since the last time.
  void requireUnfailed() throws IOException {
    var told = failure;
    failure = null;
    switch (told) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException(told);
    }
  }

  void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
  }

  /// Gives up what is open, whatever its state.
  void abandon() {
    rollback(writer);
    try {
      searchers.close();
      directory.close();
    } catch (IOException | IllegalStateException e) {
      // It is thrown away because it is broken.
    }
  }

  static void wipe(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (var files = Files.list(path)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
