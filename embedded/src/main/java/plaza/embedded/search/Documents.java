package plaza.embedded.search;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;

/// Maps messages to documents and queries to Lucene queries.
final class Documents {
  /// When the message was posted, in ms since 1970.
  static final String AT = "at";

  static final String NUMBER = "number";
  static final String CHAT_NUMBER = "chat_number";
  private static final String ID = "id";
  private static final String APPLICATION = "application";
  private static final String CHAT = "chat";
  private static final String GRAMS = "grams";
  private static final String TEXT = "text";

  /// The longest text that a query term checks by a prefix or a single term alone, in code
  /// points.
  private static final int EXACT_MAX = 3;

  /// Terms without positions, frequencies or norms: whether, not how often.
  private static final FieldType TERMS = new FieldType();

  static {
    TERMS.setIndexOptions(IndexOptions.DOCS);
    TERMS.setOmitNorms(true);
    TERMS.setTokenized(true);
    TERMS.freeze();
  }

  private Documents() {}

  /// @param grams of the thread that writes
  static List<IndexableField> of(Message message, Grams grams) {
    var id = message.id();
    var folded = Folding.fold(message.body());
    var document = new Document();
    document.add(new StringField(ID, bytes(id), Field.Store.NO));
    document.add(new StringField(APPLICATION, bytes(id.chat().application()), Field.Store.NO));
    document.add(new StringField(CHAT, bytes(id.chat()), Field.Store.NO));
    document.add(new Field(GRAMS, grams.of(folded), TERMS));
    document.add(new BinaryDocValuesField(TEXT, new BytesRef(folded)));
    sortable(document, AT, message.createdAt().toEpochMilli());
    sortable(document, NUMBER, id.number());
    document.add(new NumericDocValuesField(CHAT_NUMBER, id.chat().number()));
    return document.getFields();
  }

  /// A value to sort by. It is known for each few thousand documents between which values theirs
  /// are, so that a search can skip those that can't be among the first.
  private static void sortable(Document document, String field, long value) {
    document.add(NumericDocValuesField.indexedField(field, value));
  }

  static Term idOf(MessageId id) {
    return new Term(ID, bytes(id));
  }

  static Term of(ChatId chat) {
    return new Term(CHAT, bytes(chat));
  }

  static Term of(ApplicationId application) {
    return new Term(APPLICATION, bytes(application));
  }

  private static BytesRef bytes(MessageId id) {
    return bytes(id.chat().application().value(), id.chat().number(), id.number());
  }

  private static BytesRef bytes(ChatId chat) {
    return bytes(chat.application().value(), chat.number());
  }

  private static BytesRef bytes(ApplicationId application) {
    return bytes(application.value());
  }

  private static BytesRef bytes(long... numbers) {
    var buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
    for (var number : numbers) {
      buffer.putLong(number);
    }
    return new BytesRef(buffer.array());
  }

  /// Those that `query` finds of the messages that were posted at this time or later.
  static Query since(long atMillis, Query query) {
    return new BooleanQuery.Builder()
        .add(
            NumericDocValuesField.newSlowRangeQuery(AT, atMillis, Long.MAX_VALUE),
            BooleanClause.Occur.FILTER)
        .add(query, BooleanClause.Occur.FILTER)
        .build();
  }

  /// Documents that have `where` and contain every term.
  static Query query(Term where, List<String> terms) {
    var query = new BooleanQuery.Builder();
    query.add(new TermQuery(where), BooleanClause.Occur.FILTER);
    var unsure = new ArrayList<String>();
    var count = 0;
    for (var term : terms) {
      var points = term.codePoints().toArray();
      var clauses = count < CLAUSES_MAX ? clauses(points) : List.<Query>of();
      clauses.forEach(clause -> query.add(clause, BooleanClause.Occur.FILTER));
      count += clauses.size();
      if (points.length > EXACT_MAX || clauses.isEmpty()) {
        unsure.add(term);
      }
    }
    if (!unsure.isEmpty()) {
      query.add(new SubstringQuery(TEXT, unsure), BooleanClause.Occur.FILTER);
    }
    return query.build();
  }

  private static List<Query> clauses(int[] term) {
    return switch (term.length) {
      case 1 -> List.of(new TermQuery(new Term(GRAMS, Grams.one(term[0]))));
      case 2 -> List.of(new PrefixQuery(new Term(GRAMS, Grams.beginning(term))));
      default ->
        Grams.cover(term).stream()
            .limit(CLAUSES_OF_TERM_MAX)
            .<Query>map(gram -> new TermQuery(new Term(GRAMS, gram)))
            .toList();
    };
  }

  /// The most trigrams of a term that are looked up: the check does the rest.
  private static final int CLAUSES_OF_TERM_MAX = 64;

  /// About the most clauses that look something up. The longest terms come first, and leave few
  /// documents to the check of the others.
  private static final int CLAUSES_MAX = 128;
}
