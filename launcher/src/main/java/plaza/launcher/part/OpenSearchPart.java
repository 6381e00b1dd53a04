package plaza.launcher.part;

import java.nio.file.Path;
import java.util.List;
import plaza.launcher.process.Programs;

/// An OpenSearch of one node.
///
/// @param nodePort for other nodes, of which there are none
public record OpenSearchPart(Programs programs, Path directory, int port, int nodePort)
    implements Part {
  @Override
  public String name() {
    return "opensearch";
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port, nodePort);
  }

  private Path home() {
    return directory.resolve("data");
  }

  @Override
  public void prepare(Runner runner) {
    Template.of(programs.example("opensearch.yml"))
        .set("node.name", "one")
        .set("network.host", "127.0.0.1")
        .set("http.port", port)
        .set("transport.port", nodePort)
        .without("discovery.seed_hosts")
        .without("cluster.initial_cluster_manager_nodes")
        .add("discovery.type: single-node")
        .add("# The disk is not its alone.")
        .add("cluster.routing.allocation.disk.threshold_enabled: false")
        .writeOnce(home().resolve("config/opensearch.yml"));
  }

  @Override
  public List<String> command() {
    var flags = List.of(
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
    var classes = programs.built("engine/opensearch/target/classes") + ":"
        + programs.built("engine/opensearch/target/lib") + "/*";
    return programs.java(
        flags, classes, List.of("plaza.engine.opensearch.OpenSearchNode", home().toString()));
  }

  @Override
  public boolean answers() {
    return Probe.answers(address() + "/_cluster/health?wait_for_status=yellow&timeout=1s");
  }
}
