package plaza.simulation.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Decides what goes wrong. Each run has some kinds of faults and not others, for what is rare
/// together is frequent in some runs. Chances are numbered: one that struck can be left out when
/// the run is repeated, which leaves all others as they were.
public final class Chance {
  /// How often a kind of fault strikes in a run at most, so that each run comes to an end.
  private static final int STRIKES_MAX = 60;

  private final SplittableRandom random;
  private final Map<Fault, Integer> oneIn = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final Omitted omitted;
  private final List<Strike> strikes = new ArrayList<>();
  private Consumer<Fault> listener = _ -> {};
  private long chances;
  private boolean over;

  /// @param number of the chance that struck
  public record Strike(long number, Fault fault) {}

  public Chance(long seed, Omitted omitted) {
    this.random = new SplittableRandom(seed);
    this.omitted = omitted;
    for (var fault : Fault.values()) {
      // Half of the kinds; some of these much more often than usual.
      if (random.nextBoolean() && fault.oneIn() > 0) {
        oneIn.put(fault, Math.max(2, random.nextInt(4) == 0 ? fault.oneIn() / 4 : fault.oneIn()));
      }
    }
  }

  /// Tells `listener` of each strike.
  public void listen(Consumer<Fault> listener) {
    this.listener = listener;
  }

  /// Whether this goes wrong now.
  public boolean strikes(Fault fault) {
    chances++;
    var draw = random.nextInt(1 << 20);
    var one = oneIn.get(fault);
    return one != null
        && draw < (1 << 20) / one
        && counts.getOrDefault(fault, 0) < STRIKES_MAX
        && notOmitted(fault);
  }

  /// Something that was planned happens, unless it is left out.
  public boolean planned(Fault fault) {
    chances++;
    return notOmitted(fault);
  }

  private boolean notOmitted(Fault fault) {
    if (over || omitted.has(chances, fault)) {
      return false;
    }
    strikes.add(new Strike(chances, fault));
    counts.merge(fault, 1, Integer::sum);
    listener.accept(fault);
    return true;
  }

  /// From now on nothing goes wrong.
  public void end() {
    over = true;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  /// How often each fault struck.
  public Map<Fault, Integer> counts() {
    return counts;
  }
}
