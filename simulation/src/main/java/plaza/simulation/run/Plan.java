package plaza.simulation.run;

import java.util.Set;
import java.util.SplittableRandom;

/// All that makes a run what it is: repeating it gives the same run.
///
/// @param operations how many things each client does
/// @param leftOut numbers of chances that do not strike
public record Plan(
    long seed,
    int nodes,
    int partitions,
    int applications,
    int chats,
    int clients,
    int operations,
    Set<Long> leftOut) {
  /// The plan that a seed stands for.
  public static Plan of(long seed) {
    var random = new SplittableRandom(seed);
    // Half of the runs are one process, the embedded deployment; the rest are small clusters.
    var nodes = random.nextBoolean() ? 1 : 2 + random.nextInt(2);
    return new Plan(
        seed,
        nodes,
        1 + random.nextInt(3),
        1 + random.nextInt(2),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        4 + random.nextInt(14),
        Set.of());
  }

  public Plan withClients(int fewer) {
    return new Plan(seed, nodes, partitions, applications, chats, fewer, operations, leftOut);
  }

  public Plan withOperations(int fewer) {
    return new Plan(seed, nodes, partitions, applications, chats, clients, fewer, leftOut);
  }

  public Plan without(Set<Long> chances) {
    return new Plan(
        seed, nodes, partitions, applications, chats, clients, operations, Set.copyOf(chances));
  }
}
