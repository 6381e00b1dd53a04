package plaza.embedded.search;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;

/// The newest part of an index. Documents lie about in the order of their times, so that part is at
/// the end of the first segments.
final class RecentSegments {
  /// About how many documents it has: a word that every two hundredth message has fills a page
  /// from it.
  private static final int DOCUMENTS = 16_384;

  private RecentSegments() {}

  /// The time from which on there are about so many documents, in ms since 1970; empty when there
  /// are not many more in all.
  static OptionalLong since(IndexReader reader) throws IOException {
    if (reader.maxDoc() < 2 * DOCUMENTS) {
      return OptionalLong.empty();
    }
    var since = Long.MAX_VALUE;
    var left = DOCUMENTS;
    for (var context : reader.leaves()) {
      var leaf = context.reader();
      since = Math.min(since, since(leaf, left));
      left -= leaf.maxDoc();
      if (left <= 0) {
        break;
      }
    }
    return OptionalLong.of(since);
  }

  /// The least time among the last documents of a segment.
  private static long since(LeafReader leaf, int documents) throws IOException {
    var times = leaf.getDocValuesSkipper(Documents.AT);
    if (times == null) {
      return Long.MAX_VALUE;
    }
    times.advance(Math.max(0, leaf.maxDoc() - documents));
    return times.minDocID(0) == DocIdSetIterator.NO_MORE_DOCS ? Long.MAX_VALUE : times.minValue(0);
  }
}
