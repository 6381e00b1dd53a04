package plaza.simulation.world;

import java.util.Set;

/// Strikes that are left out when a run is repeated.
///
/// @param kinds faults that do not strike
/// @param chances numbers of chances that do not strike
/// @param last the number of the last chance that may strike
public record Omitted(Set<Fault> kinds, Set<Long> chances, long last) {
  public static final Omitted NOTHING = new Omitted(Set.of(), Set.of(), Long.MAX_VALUE);

  public Omitted {
    kinds = Set.copyOf(kinds);
    chances = Set.copyOf(chances);
  }

  boolean has(long chance, Fault fault) {
    return chance > last || chances.contains(chance) || kinds.contains(fault);
  }
}
