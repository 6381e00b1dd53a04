package plaza.core.visit;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import java.util.Optional;
import java.util.TreeSet;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// How many different visitors there were: exactly while they are few, then by a HyperLogLog
/// (Flajolet et al. 2007) that errs by about 1.6 %.
final class Visitors {
  /// Up to so many are kept one by one.
  private static final int FEW = 64;

  /// 2^12 registers of 6 bits: 3 KiB.
  private static final int PRECISION = 12;

  private final TreeSet<Long> few = new TreeSet<>();
  private Optional<HyperLogLog> many = Optional.empty();

  void add(long visitor) {
    if (many.isPresent()) {
      many.get().add(visitor);
      return;
    }
    few.add(visitor);
    if (few.size() > FEW) {
      var _ = becomeMany();
    }
  }

  private HyperLogLog becomeMany() {
    var sketch = HyperLogLog.create(PRECISION);
    few.forEach(sketch::add);
    few.clear();
    many = Optional.of(sketch);
    return sketch;
  }

  void add(Visitors others) {
    others.few.forEach(this::add);
    others.many.ifPresent(theirs -> many.orElseGet(this::becomeMany).add(theirs));
  }

  long estimate() {
    return many.map(sketch -> Math.round(sketch.getDistinctCountEstimate()))
        .orElseGet(() -> (long) few.size());
  }

  void write(EventWriter out) {
    out.flag(many.isPresent());
    if (many.isPresent()) {
      out.bytes(many.get().getState());
    } else {
      out.number(few.size());
      few.forEach(out::fixed64);
    }
  }

  static Visitors read(EventReader in) {
    var visitors = new Visitors();
    if (in.flag()) {
      visitors.many = Optional.of(HyperLogLog.wrap(in.bytes()));
    } else {
      for (int count = in.count(); count > 0; count--) {
        visitors.few.add(in.fixed64());
      }
    }
    return visitors;
  }
}
