package plaza.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import plaza.bench.measure.Sample;

/// Lucene asked in a loop for the newest fifty documents of the same index that have all trigrams
/// of the same words, and for their texts and numbers. It does not check that the trigrams stand
/// side by side, and reads no rows.
///
/// @param queries words with spaces between them
public record RawLucene(Path index, List<String> queries) {
  private static final int NEWEST = 50;
  private static final int GRAM = 3;

  /// What the terms of the index begin with that are trigrams.
  private static final char MARK = 3;

  private static final Sort BY_TIME = new Sort(
      new SortField("at", SortField.Type.LONG, true),
      new SortField("chat_number", SortField.Type.LONG, true),
      new SortField("number", SortField.Type.LONG, true));

  public Sample run(Duration time) throws IOException, InterruptedException {
    var first = ByteBuffer.allocate(Long.BYTES).putLong(1).array();
    var application = new TermQuery(new Term("application", new BytesRef(first)));
    var parsed = queries.stream().map(text -> query(application, text)).toList();
    return Loop.run(
        1, time, () -> new Searching(DirectoryReader.open(new MMapDirectory(index)), parsed));
  }

  private static Query query(Query application, String text) {
    var query = new BooleanQuery.Builder();
    query.add(application, BooleanClause.Occur.FILTER);
    for (var word : text.split(" ", -1)) {
      for (int i = 0; i + GRAM <= word.length(); i++) {
        var term = (MARK + word.substring(i, i + GRAM)).getBytes(StandardCharsets.UTF_8);
        query.add(new TermQuery(new Term("grams", new BytesRef(term))), BooleanClause.Occur.FILTER);
      }
    }
    return query.build();
  }

  private record Searching(DirectoryReader reader, List<Query> queries) implements Loop.Reader {
    @Override
    public void read(int turn) throws IOException {
      var query = queries.get(turn % queries.size());
      for (var hit : new IndexSearcher(reader).search(query, NEWEST, BY_TIME).scoreDocs) {
        fetch(hit.doc);
      }
    }

    private void fetch(int hit) throws IOException {
      var leaf = reader.leaves().get(ReaderUtil.subIndex(hit, reader.leaves()));
      var texts = leaf.reader().getBinaryDocValues("text");
      if (!texts.advanceExact(hit - leaf.docBase) || texts.binaryValue().length == 0) {
        throw new IOException("a hit without a text");
      }
      for (var field : List.of("at", "chat_number", "number")) {
        if (!leaf.reader().getNumericDocValues(field).advanceExact(hit - leaf.docBase)) {
          throw new IOException("a hit without a number");
        }
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
