package plaza.cluster.search;

import java.util.Optional;
import plaza.cluster.search.OpenSearchRest.Call;
import plaza.core.chat.SearchException;
import plaza.core.port.FindingsSink;

/// Checks an OpenSearch cluster and the index in it, without changing anything.
public final class OpenSearchCheckup {
  private OpenSearchCheckup() {}

  /// How far an index was fed.
  public static final class Fed {
    private final IndexVersion generation;

    private Fed(IndexVersion generation) {
      this.generation = generation;
    }

    /// The epoch of the store that it is of.
    public String epoch() {
      return generation.epoch();
    }

    /// The position up to which a partition can be searched; [Position#start] at first.
    public long position(int partition) {
      return generation.searchable(partition);
    }
  }

  /// How far the index was fed; nothing when there is none.
  ///
  /// @param partitions of the log
  public static Optional<Fed> of(
      OpenSearchAddress address, String name, int partitions, FindingsSink remarks) {
    try (var rest = new OpenSearchRest(address)) {
      var asked = System.nanoTime();
      var root = rest.get("reading its version", new Call("GET", "/"));
      var version = root.path("version");
      remarks.saw(
          version.path("distribution").asText("elasticsearch") + " at " + address + ": version "
              + version.path("number").asText() + ", answered in "
              + (System.nanoTime() - asked) / 1_000_000 + " ms");
      examineHealth(rest, remarks);
      var indices = new Indices(rest, name, partitions, new OpenSearchIndex.Shape(1, 0));
      var found = indices.find();
      if (found.isEmpty()) {
        remarks.trouble("there is no search index: the next node to start builds it");
        return Optional.empty();
      }
      return Optional.of(new Fed(indices.open(found.getFirst())));
    } catch (SearchException e) {
      remarks.trouble("the search at " + address + ": " + e.getMessage()
          + ": start OpenSearch; nothing is lost, everything else continues");
      return Optional.empty();
    }
  }

  private static void examineHealth(OpenSearchRest rest, FindingsSink remarks) {
    var health = rest.get("reading its health", new Call("GET", "/_cluster/health"));
    var status = health.path("status").asText();
    remarks.saw("  " + health.path("number_of_nodes").asInt() + " nodes, health " + status);
    switch (status) {
      case "red" ->
        remarks.trouble(
            "a shard of the index is missing: start the node that is down, or delete the index, which is then rebuilt");
      case "yellow" ->
        remarks.saw("  replicas are missing: search.replicas in the cluster's file, or more nodes");
      default -> {}
    }
  }
}
