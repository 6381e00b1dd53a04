package plaza.simulation.run;

import java.util.Set;
import java.util.SplittableRandom;
import plaza.simulation.world.Fault;

/// All that makes a run what it is: repeating it gives the same run.
///
/// @param operations how many things each client does
/// @param kindsLeftOut faults that do not strike
/// @param leftOut numbers of chances that do not strike
/// @param last the number of the last chance that may strike
public record Plan(
    long seed,
    int nodes,
    int partitions,
    int applications,
    int chats,
    int clients,
    int operations,
    Set<Fault> kindsLeftOut,
    Set<Long> leftOut,
    long last) {
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
        Set.of(),
        Set.of(),
        Long.MAX_VALUE);
  }

  public Plan withClients(int fewer) {
    return new Plan(
        seed,
        nodes,
        partitions,
        applications,
        chats,
        fewer,
        operations,
        kindsLeftOut,
        leftOut,
        last);
  }

  public Plan withOperations(int fewer) {
    return new Plan(
        seed, nodes, partitions, applications, chats, clients, fewer, kindsLeftOut, leftOut, last);
  }

  public Plan withoutKinds(Set<Fault> kinds) {
    return new Plan(
        seed, nodes, partitions, applications, chats, clients, operations, kinds, leftOut, last);
  }

  public Plan without(Set<Long> chances) {
    return new Plan(
        seed,
        nodes,
        partitions,
        applications,
        chats,
        clients,
        operations,
        kindsLeftOut,
        chances,
        last);
  }

  /// Nothing goes wrong behind this chance.
  public Plan until(long chance) {
    return new Plan(
        seed,
        nodes,
        partitions,
        applications,
        chats,
        clients,
        operations,
        kindsLeftOut,
        leftOut,
        chance);
  }
}
