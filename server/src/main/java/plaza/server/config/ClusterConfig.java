package plaza.server.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import plaza.cluster.log.KafkaAddress;
import plaza.cluster.memory.RedisAddress;
import plaza.cluster.search.OpenSearchAddress;
import plaza.cluster.search.OpenSearchIndex;
import plaza.server.report.Reasons;
import plaza.sql.dialect.MySql;

/// The engines of a cluster, as one file tells all its nodes: complete and valid, or not at all.
///
/// @param name what the cluster's topic, group, channel and index are called
/// @param partitions of the log, for ever
/// @param replicas of each event
/// @param nodes among which limits are divided while Redis is away
public record ClusterConfig(
    String name,
    int partitions,
    int replicas,
    int nodes,
    KafkaAddress kafka,
    Store store,
    RedisAddress redis,
    Search search) {
  private static final int PARTITIONS_MAX = 1_024;
  private static final int SMALL_MAX = 1_000;

  /// What Kafka's clients understand, behind `kafka.`.
  private static final String SECURITY = "kafka\\.(security|ssl|sasl)\\..*";

  /// @param url for example `jdbc:mariadb://host:3306/plaza`
  /// @param replica of a server that follows it; empty: there is none
  public record Store(String url, String replica, MySql.Login login) {}

  public record Search(OpenSearchAddress address, OpenSearchIndex.Shape shape) {}

  /// Every key that the file may have, and its value when it has none; empty: it must be given.
  private static final Map<String, String> STANDARDS = Map.ofEntries(
      Map.entry("name", "plaza"),
      Map.entry("partitions", "64"),
      Map.entry("nodes", "2"),
      Map.entry("kafka", ""),
      Map.entry("kafka.replicas", "3"),
      Map.entry("store", ""),
      Map.entry("store.replica", " "),
      Map.entry("store.user", ""),
      Map.entry("store.password", " "),
      Map.entry("redis", ""),
      Map.entry("search", ""),
      Map.entry("search.user", " "),
      Map.entry("search.password", " "),
      Map.entry("search.shards", "2"),
      Map.entry("search.replicas", "1"));

  /// @throws ConfigException says all that is wrong with the file
  public static ClusterConfig read(Path file) {
    var reading = new Reading(file, properties(file));
    var config = new ClusterConfig(
        reading.matching("name", "[a-z][a-z0-9-]{0,40}"),
        reading.number("partitions", 1, PARTITIONS_MAX),
        reading.number("kafka.replicas", 1, SMALL_MAX),
        reading.number("nodes", 1, SMALL_MAX),
        new KafkaAddress(reading.text("kafka"), reading.security()),
        new Store(
            reading.matching("store", "jdbc:mariadb:.*"),
            reading.matching("store.replica", "jdbc:mariadb:.*"),
            new MySql.Login(reading.text("store.user"), reading.text("store.password"))),
        new RedisAddress(reading.matching("redis", "redis(s|-sentinel|s-sentinel)?://.*")),
        new Search(
            new OpenSearchAddress(
                reading.uris("search"),
                reading.text("search.user"),
                reading.text("search.password")),
            new OpenSearchIndex.Shape(
                reading.number("search.shards", 1, SMALL_MAX),
                reading.number("search.replicas", 0, SMALL_MAX))));
    reading.requireGood();
    return config;
  }

  private static Properties properties(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(List.of(Reasons.unreadable("the cluster's file", file, e)));
    }
  }

  /// The file's values, and what is wrong with them.
  private static final class Reading {
    private final Path file;
    private final Properties properties;
    private final List<String> problems = new ArrayList<>();

    Reading(Path file, Properties properties) {
      this.file = file;
      this.properties = properties;
      for (var key : new TreeSet<>(properties.stringPropertyNames())) {
        if (!STANDARDS.containsKey(key) && !key.matches(SECURITY)) {
          problems.add(
              key + " in " + file + " is no setting of a cluster: docs/cluster.md has all");
        }
      }
    }

    String text(String key) {
      var standard = STANDARDS.getOrDefault(key, "");
      var text = properties.getProperty(key, standard).strip();
      if (text.isEmpty() && standard.isEmpty()) {
        problems.add(key + " in " + file + " must be given");
      }
      return text;
    }

    String matching(String key, String pattern) {
      var text = text(key);
      if (!text.isEmpty() && !text.matches(pattern)) {
        problems.add(key + " in " + file + " must match " + pattern);
      }
      return text;
    }

    int number(String key, int min, int max) {
      var text = text(key);
      var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
      if (number < min || number > max) {
        problems.add(key + " in " + file + " must be " + min + " to " + max + ", was " + text);
      }
      return number;
    }

    List<URI> uris(String key) {
      var uris = new ArrayList<URI>();
      for (var text : text(key).split(",", -1)) {
        if (text.strip().matches("https?://[^/\\s]+/?")) {
          uris.add(URI.create(text.strip()));
        } else {
          problems.add(key + " in " + file + " must be http:// or https:// addresses");
        }
      }
      return uris.isEmpty() ? List.of(URI.create("http://unknown")) : uris;
    }

    Map<String, String> security() {
      var security = new HashMap<String, String>();
      Set<String> keys = properties.stringPropertyNames();
      keys.stream()
          .filter(key -> key.matches(SECURITY))
          .forEach(key ->
              security.put(key.substring(key.indexOf('.') + 1), properties.getProperty(key)));
      return security;
    }

    void requireGood() {
      if (!problems.isEmpty()) {
        throw new ConfigException(problems);
      }
    }
  }
}
