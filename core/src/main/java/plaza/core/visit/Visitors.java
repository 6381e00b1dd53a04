package plaza.core.visit;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
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
  private HyperLogLog many = HyperLogLog.create(PRECISION);
  private boolean areMany;

  void add(long visitor) {
    if (areMany) {
      many.add(visitor);
      return;
    }
    few.add(visitor);
    if (few.size() > FEW) {
      becomeMany();
    }
  }

  private void becomeMany() {
    many = HyperLogLog.create(PRECISION);
    few.forEach(many::add);
    few.clear();
    areMany = true;
  }

  void add(Visitors others) {
    if (others.areMany) {
      if (!areMany) {
        becomeMany();
      }
      many.add(others.many);
    } else {
      others.few.forEach(this::add);
    }
  }

  long estimate() {
    return areMany ? Math.round(many.getDistinctCountEstimate()) : few.size();
  }

  void write(EventWriter out) {
    out.flag(areMany);
    if (areMany) {
      out.bytes(many.getState());
    } else {
      out.number(few.size());
      few.forEach(out::fixed64);
    }
  }

  static Visitors read(EventReader in) {
    var visitors = new Visitors();
    if (in.flag()) {
      visitors.many = HyperLogLog.wrap(in.bytes());
      visitors.areMany = true;
    } else {
      for (int count = in.count(); count > 0; count--) {
        visitors.few.add(in.fixed64());
      }
    }
    return visitors;
  }
}
