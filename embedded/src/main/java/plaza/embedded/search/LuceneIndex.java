package plaza.embedded.search;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.chat.SearchTimeoutException;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Query;
import plaza.core.work.Compute;

/// The search index in one Lucene directory. An index that is missing, damaged or taken away is
/// started over: its epoch is then empty, and anyone who feeds it starts from the first row.
public final class LuceneIndex implements SearchIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  private static final Sort BY_NUMBER =
      new Sort(new SortField(Documents.NUMBER, SortField.Type.LONG, true));

  private static final Sort BY_TIME = new Sort(
      new SortField(Documents.AT, SortField.Type.LONG, true),
      new SortField(Documents.CHAT_NUMBER, SortField.Type.LONG, true),
      new SortField(Documents.NUMBER, SortField.Type.LONG, true));

  private final Path directory;
  private final Compute compute;
  private final Duration searchTimeMax;
  private final Object lock = new Object();
  private final Grams grams = new Grams();
  private volatile IndexVersion generation;

  private LuceneIndex(
      Path directory, Compute compute, Duration searchTimeMax, IndexVersion generation) {
    this.directory = directory;
    this.compute = compute;
    this.searchTimeMax = searchTimeMax;
    this.generation = generation;
  }

  /// @param compute on which it searches
  public static LuceneIndex open(Path directory, Compute compute) {
    return open(directory, compute, SEARCH_TIME_MAX);
  }

  static LuceneIndex open(Path directory, Compute compute, Duration searchTimeMax) {
    return new LuceneIndex(directory, compute, searchTimeMax, openOrBegin(directory));
  }

  /// An index that searches on the threads that ask: for tools and tests.
  public static LuceneIndex open(Path directory) {
    return open(directory, Compute.DIRECT);
  }

  private static IndexVersion openOrBegin(Path directory) {
    try {
      Files.createDirectories(directory);
      try {
        return IndexVersion.open(directory);
      } catch (IOException | RuntimeException e) {
        if (!isDamage(e)) {
          throw e;
        }
        LOG.atWarn().addKeyValue("cause", e).log("the search index can't be read and is rebuilt");
        IndexVersion.wipe(directory);
        return IndexVersion.open(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("opening the search index in " + directory + " failed", e);
    }
  }

  /// Whether a failure means that the files are no good. Any other, want of room or of file
  /// descriptors among them, passes, and leaves what was committed as it was.
  private static boolean isDamage(Exception failure) {
    return switch (failure) {
      case CorruptIndexException _,
          IndexNotFoundException _,
          IndexFormatTooOldException _,
          IndexFormatTooNewException _,
          EOFException _,
          NoSuchFileException _,
          IllegalArgumentException _,
          IndexOutOfBoundsException _,
          NegativeArraySizeException _ -> true;
      default -> false;
    };
  }

  @Override
  public String epoch() {
    return generation.positions().epoch();
  }

  @Override
  public long searchable(int partition) {
    return generation.searchable().of(partition);
  }

  @Override
  public long position(int partition) {
    return generation.positions().of(partition);
  }

  @Override
  public void reset(String epoch) {
    LOG.atInfo().addKeyValue("epoch", epoch).log("the search index is built");
    change("emptying", current -> {
      current.writer().deleteAll();
      current.positions(new IndexPositions(epoch));
      current.commit();
    });
    refresh();
  }

  /// A message in state `POSTED` has had one position only. Those behind the index's position were
  /// never written in this life of it (a crash takes content and positions back together), so
  /// nothing need be replaced, which would cost as much as the writing.
  @Override
  public void write(Changes changes) {
    change("writing", current -> {
      if (current.positions().of(changes.partition()) != changes.after()) {
        return;
      }
      for (var message : changes.messages()) {
        if (message.deleted()) {
          current.writer().deleteDocuments(Documents.idOf(message.id()));
        } else if (message.state() == Message.State.POSTED) {
          current.writer().addDocument(Documents.of(message, grams));
        } else {
          current
              .writer()
              .updateDocument(Documents.idOf(message.id()), Documents.of(message, grams));
        }
      }
      for (var chat : changes.closed()) {
        current.writer().deleteDocuments(Documents.of(chat));
      }
      current.positions(current.positions().with(changes.partition(), changes.upTo()));
    });
  }

  @Override
  public void refresh() {
    change("refreshing", IndexVersion::refresh);
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  @Override
  public void commit() {
    change("committing", current -> {
      current.commit();
      current.requireOnDisk();
    });
  }

  /// A failed search has found that the files are damaged.
  @Override
  public void check() {
    change("checking", current -> {
      current.requireOnDisk();
      current.requireUnfailed();
    });
  }

  /// What is wrong with the files, by their checksums; empty when nothing is.
  public List<String> integrityProblems() {
    try {
      generation.requireWhole();
      return List.of();
    } catch (IOException | RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private interface Change {
    void make(IndexVersion current) throws IOException;
  }

  /// An index that fails goes back to its last commit, and says so: what it wants may be wanting
  /// for long, and anyone who feeds it must not do so again and again without a pause. One that
  /// is damaged is thrown away: everything in it can be had again.
  private synchronized void change(String doing, Change change) {
    try {
      change.make(generation);
    } catch (IOException | RuntimeException e) {
      var damaged = isDamage(e);
      LOG.atWarn()
          .addKeyValue("doing", doing)
          .addKeyValue("cause", e)
          .log("the search index failed and " + (damaged ? "is rebuilt" : "goes back a little"));
      generation.abandon();
      try {
        if (damaged) {
          IndexVersion.wipe(directory);
        }
      } catch (IOException unwiped) {
        throw new UncheckedIOException(
            "the search index in " + directory + " can't be cleared", unwiped);
      }
      generation = openOrBegin(directory);
      if (!damaged) {
        throw new SearchException("the search index failed at " + doing + ": " + e.getMessage(), e);
      }
    }
  }

  private int waiting;

  @Override
  public boolean await(int partition, long position, Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      waiting++;
      try {
        while (searchable(partition) < position) {
          var left = (deadline - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            return false;
          }
          lock.wait(left);
        }
        return true;
      } finally {
        waiting--;
      }
    }
  }

  @Override
  public boolean awaited() {
    synchronized (lock) {
      return waiting > 0;
    }
  }

  @Override
  public List<Hit> search(ChatId chat, Query query, long before, int limit) {
    var found = Documents.query(Documents.of(chat), query.terms());
    return search(chat.application(), found, BY_NUMBER, limit, before);
  }

  @Override
  public List<Hit> search(ApplicationId application, Query query, Cursor after, int limit) {
    var at = after.createdAt().toEpochMilli();
    var found = Documents.query(Documents.of(application), query.terms());
    return search(application, found, BY_TIME, limit, at, after.chat(), after.number());
  }

  @Override
  public List<Long> numbers(ChatId chat, long before, int limit) {
    var all = Documents.query(Documents.of(chat), List.of());
    return search(chat.application(), all, BY_NUMBER, limit, before).stream()
        .map(hit -> hit.message().number())
        .toList();
  }

  /// @param place behind which the hits stand, in the fields of `sort`
  private List<Hit> search(
      ApplicationId application,
      org.apache.lucene.search.Query found,
      Sort sort,
      int limit,
      Object... place) {
    return compute.run(
        application.value(), () -> searchHere(application, found, sort, limit, place));
  }

  private List<Hit> searchHere(
      ApplicationId application,
      org.apache.lucene.search.Query found,
      Sort sort,
      int limit,
      Object... place) {
    var current = generation;
    try {
      var manager = current.searchers();
      var acquired = manager.acquire();
      try {
        var searcher = timeLimited(acquired.getIndexReader());
        // The last document: those that stand at the same place are not behind it.
        var last = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        var after = new FieldDoc(last, 0, place);
        var first = place[0].equals(NEWEST.createdAt().toEpochMilli());
        var asked = new Asked(found, Math.min(limit, HITS_MAX), sort, after);
        var docs = first ? asked.ofNewest(searcher) : asked.ofAll(searcher);
        if (searcher.timedOut()) {
          throw new SearchTimeoutException("takes too long to search for (more than "
              + searchTimeMax.toSeconds() + " s): use longer or rarer words, or search one chat");
        }
        return hits(searcher, application, docs);
      } finally {
        manager.release(acquired);
      }
    } catch (IOException
        | UncheckedIOException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      // How damaged files make the code fail that reads them.
      current.failed(
          e instanceof UncheckedIOException && e.getCause() instanceof IOException cause
              ? cause
              : e);
      throw new SearchException("the search index failed, and is being rebuilt: try again", e);
    } catch (AlreadyClosedException e) {
      throw new SearchException("the search index is being rebuilt: try again", e);
    }
  }

  private IndexSearcher timeLimited(IndexReader reader) {
    var deadline = System.nanoTime() + searchTimeMax.toNanos();
    var searcher = new IndexSearcher(reader);
    searcher.setTimeout(() -> System.nanoTime() - deadline > 0);
    return searcher;
  }

  private record Asked(org.apache.lucene.search.Query found, int limit, Sort sort, FieldDoc after) {
    /// What is asked for is mostly among the newest documents: the others are looked through only
    /// when those were not enough.
    ScoreDoc[] ofNewest(IndexSearcher searcher) throws IOException {
      var since = RecentSegments.since(searcher.getIndexReader());
      if (since.isPresent()) {
        var newest = new Asked(Documents.since(since.getAsLong(), found), limit, sort, after);
        var docs = newest.ofAll(searcher);
        if (docs.length == limit) {
          return docs;
        }
      }
      return ofAll(searcher);
    }

    ScoreDoc[] ofAll(IndexSearcher searcher) throws IOException {
      return searcher.searchAfter(after, found, limit, sort).scoreDocs;
    }
  }

  private static List<Hit> hits(IndexSearcher searcher, ApplicationId application, ScoreDoc[] docs)
      throws IOException {
    var hits = new ArrayList<Hit>(docs.length);
    for (var doc : docs) {
      var leaves = searcher.getIndexReader().leaves();
      var leaf = leaves.get(ReaderUtil.subIndex(doc.doc, leaves));
      var inLeaf = doc.doc - leaf.docBase;
      var chat = value(leaf.reader().getNumericDocValues(Documents.CHAT_NUMBER), inLeaf);
      var number = value(leaf.reader().getNumericDocValues(Documents.NUMBER), inLeaf);
      var at = value(leaf.reader().getNumericDocValues(Documents.AT), inLeaf);
      hits.add(
          new Hit(new MessageId(new ChatId(application, chat), number), Instant.ofEpochMilli(at)));
    }
    return hits;
  }

  private static long value(NumericDocValues values, int doc) throws IOException {
    values.advanceExact(doc);
    return values.longValue();
  }

  @Override
  public synchronized void close() {
    try {
      generation.commit();
      generation.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the search index failed", e);
    }
  }
}
