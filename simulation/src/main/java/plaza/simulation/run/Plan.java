package plaza.simulation.run;

import java.util.Set;
import java.util.SplittableRandom;
import plaza.simulation.world.Fault;
import plaza.simulation.world.Omitted;

/// The complete parameters of a run: the same plan gives the same run.
///
/// @param size what the seed stands for, or fewer clients and operations
/// @param omitted what does not go wrong, though the seed has it
public record Plan(long seed, Size size, Omitted omitted) {
  /// @param shared whether the nodes share the partitions, as a cluster does; else each applies all
  /// @param operations how many things each client does
  public record Size(
      int nodes,
      boolean shared,
      int partitions,
      int applications,
      int chats,
      int clients,
      int operations) {
    private Size with(int fewerClients, int fewerOperations) {
      return new Size(
          nodes, shared, partitions, applications, chats, fewerClients, fewerOperations);
    }
  }

  /// The plan that a seed stands for.
  public static Plan of(long seed) {
    var random = new SplittableRandom(seed);
    // Half of the runs are one process, the embedded deployment; the rest are small clusters.
    var nodes = random.nextBoolean() ? 1 : 2 + random.nextInt(2);
    var size = new Size(
        nodes,
        nodes > 1 && random.nextInt(3) > 0,
        1 + random.nextInt(3),
        1 + random.nextInt(2),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        4 + random.nextInt(14));
    return new Plan(seed, size, Omitted.NOTHING);
  }

  /// Whether there are short links too: in a quarter of all runs.
  boolean linked() {
    return seed % 4 == 0;
  }

  public Plan withClients(int fewer) {
    return new Plan(seed, size.with(fewer, size.operations), omitted);
  }

  public Plan withOperations(int fewer) {
    return new Plan(seed, size.with(size.clients, fewer), omitted);
  }

  public Plan withoutKinds(Set<Fault> kinds) {
    return new Plan(seed, size, new Omitted(kinds, omitted.chances(), omitted.last()));
  }

  public Plan without(Set<Long> chances) {
    return new Plan(seed, size, new Omitted(omitted.kinds(), chances, omitted.last()));
  }

  /// Nothing goes wrong behind this chance.
  public Plan until(long chance) {
    return new Plan(seed, size, new Omitted(omitted.kinds(), omitted.chances(), chance));
  }
}
