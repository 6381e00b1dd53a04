package plaza.embedded.search;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/// Matches documents whose folded text contains every term: verifies the candidates of the
/// trigrams. It looks at one document at a time, so it belongs beside clauses that leave few.
final class SubstringQuery extends Query {
  private static final float COST = 500;

  private final String field;
  private final List<String> terms;

  SubstringQuery(String field, List<String> terms) {
    this.field = field;
    this.terms = List.copyOf(terms);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    var asked = new plaza.core.text.Query(terms);
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        var texts = DocValues.getBinary(leaf.reader(), field);
        return new ScorerSupplier() {
          @Override
          public Scorer get(long leadCost) {
            return new ConstantScoreScorer(score(), mode, check(texts, asked));
          }

          @Override
          public long cost() {
            return leaf.reader().maxDoc();
          }
        };
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  private static TwoPhaseIterator check(BinaryDocValues texts, plaza.core.text.Query asked) {
    return new TwoPhaseIterator((DocIdSetIterator) texts) {
      @Override
      public boolean matches() throws IOException {
        return asked.matches(texts.binaryValue().utf8ToString());
      }

      @Override
      public float matchCost() {
        return COST;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return field + " contains " + terms.size() + " terms";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubstringQuery contains
        && contains.field.equals(field)
        && contains.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, terms);
  }
}
