package plaza.launcher.part;

import java.util.List;
import plaza.launcher.process.Programs;

/// The cluster file of engines without passwords.
///
/// @param name of topic, group, channel, index and database
/// @param kafka the brokers' addresses
/// @param replicas of each event
/// @param store its address
/// @param storeReplica of one that follows it; empty: there is none
public record ClusterProperties(
    String name,
    int partitions,
    List<String> kafka,
    int replicas,
    String store,
    String storeReplica,
    String redis,
    String search) {
  public Template template(Programs programs) {
    var template = Template.of(programs.example("cluster.properties"))
        .set("name", name)
        .set("partitions", partitions)
        .set("kafka", String.join(",", kafka))
        .set("kafka.replicas", replicas)
        .set("store", store)
        .set("store.user", "root")
        .without("store.password")
        .set("redis", redis)
        .set("search", search)
        .set("search.shards", 1)
        .set("search.replicas", 0);
    return storeReplica.isEmpty()
        ? template.without("store.replica")
        : template.set("store.replica", storeReplica);
  }
}
