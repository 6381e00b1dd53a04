package plaza.cluster.log;

import java.util.HashMap;
import java.util.Map;

/// Where a Kafka cluster is, and how we show who we are.
///
/// @param servers `host:port`, with commas between
/// @param security what Kafka's clients call `security.protocol`, `ssl.…` and `sasl.…`
public record KafkaAddress(String servers, Map<String, String> security) {
  /// A client's settings: these, and its own.
  Map<String, Object> with(Map<String, Object> settings) {
    var all = new HashMap<String, Object>(settings);
    all.putAll(security);
    all.put("bootstrap.servers", servers);
    return all;
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return servers;
  }
}
