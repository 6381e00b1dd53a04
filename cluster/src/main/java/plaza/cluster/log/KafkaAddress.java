package plaza.cluster.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/// The address and credentials of a Kafka cluster.
///
/// @param servers `host:port`, with commas between
/// @param security what Kafka's clients call `security.protocol`, `ssl.…` and `sasl.…`
public record KafkaAddress(String servers, Map<String, String> security) {
  /// A login is written as `user="…" password="…"`.
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"");

  /// A client's settings: these, and its own.
  Map<String, Object> with(Map<String, Object> settings) {
    var all = new HashMap<String, Object>(settings);
    all.putAll(security);
    all.put("bootstrap.servers", servers);
    return all;
  }

  /// Why a client could not be made, in one line and without secrets.
  String reason(KafkaException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return withoutSecrets(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
  }

  /// The text without the values of settings that are secret.
  String withoutSecrets(String text) {
    var rest = text;
    for (var setting : security.entrySet()) {
      if (isSecret(setting.getKey()) && !setting.getValue().isBlank()) {
        rest = rest.replace(setting.getValue(), "…");
        for (var quoted = QUOTED.matcher(setting.getValue()); quoted.find(); ) {
          rest = rest.replace(quoted.group(), "…");
        }
      }
    }
    return rest;
  }

  private static boolean isSecret(String key) {
    return key.contains("password") || key.contains("jaas") || key.contains("key");
  }

  /// What is wrong with each setting, as far as the client can say without asking a broker: it does
  /// not know it, or does not take its value. No value of a secret setting is named.
  public Map<String, String> problems() {
    var problems = new TreeMap<String, String>();
    for (var setting : security.entrySet()) {
      var key = setting.getKey();
      if (!AdminClientConfig.configNames().contains(key)) {
        problems.put(key, "is not a setting of Kafka's clients");
        continue;
      }
      try {
        var _ = AdminClientConfig.configDef()
            .parse(Map.of("bootstrap.servers", servers, key, setting.getValue()));
      } catch (ConfigException e) {
        problems.put(key, "is rejected by Kafka's client: " + reason(e));
      }
    }
    return problems;
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return servers;
  }
}
