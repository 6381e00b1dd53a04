package plaza.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import plaza.cluster.log.KafkaAddress;
import plaza.cluster.memory.RedisAddress;
import plaza.cluster.search.OpenSearchAddress;
import plaza.cluster.search.OpenSearchIndex;
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
  public record Store(String url, String replica, MySql.Login login) {
    /// Without what stands behind a ?: it may hold a password.
    @Override
    public String toString() {
      return shown(url) + (replica.isEmpty() ? "" : ", replica " + shown(replica)) + ", " + login;
    }

    private static String shown(String url) {
      return url.replaceFirst("[?].*", "");
    }
  }

  public record Search(OpenSearchAddress address, OpenSearchIndex.Shape shape) {}

  /// Stands for the value of what may be empty.
  private static final String OPTIONAL = " ";

  /// Every key that the file may have, and its value when it has none; empty: it must be given.
  private static final Map<String, String> STANDARDS = Map.ofEntries(
      Map.entry("name", "plaza"),
      Map.entry("partitions", "64"),
      Map.entry("nodes", "2"),
      Map.entry("kafka", ""),
      Map.entry("kafka.replicas", "3"),
      Map.entry("store", ""),
      Map.entry("store.replica", OPTIONAL),
      Map.entry("store.user", ""),
      Map.entry("store.password", OPTIONAL),
      Map.entry("redis", ""),
      Map.entry("search", ""),
      Map.entry("search.user", OPTIONAL),
      Map.entry("search.password", OPTIONAL),
      Map.entry("search.shards", "2"),
      Map.entry("search.replicas", "1"));

  /// @throws ConfigException says all that is wrong with the file
  public static ClusterConfig read(Path file) {
    var reading = new Reading(new SettingsFile("the cluster's file", file));
    var config = new ClusterConfig(
        reading.matching("name", "[a-z][a-z0-9-]{0,40}"),
        reading.number("partitions", 1, PARTITIONS_MAX),
        reading.number("kafka.replicas", 1, SMALL_MAX),
        reading.number("nodes", 1, SMALL_MAX),
        reading.kafka(),
        new Store(
            reading.address("store", Addresses::store),
            reading.address("store.replica", Addresses::store),
            new MySql.Login(reading.text("store.user"), reading.text("store.password"))),
        reading.redis(),
        new Search(
            new OpenSearchAddress(
                reading.search(), reading.text("search.user"), reading.text("search.password")),
            new OpenSearchIndex.Shape(
                reading.number("search.shards", 1, SMALL_MAX),
                reading.number("search.replicas", 0, SMALL_MAX))));
    reading.file.requireGood();
    return config;
  }

  /// The hosts that the file names, by key.
  public Map<String, List<String>> hosts() {
    var addresses = new Addresses(_ -> {});
    var hosts = new LinkedHashMap<String, List<String>>();
    hosts.put("kafka", addresses.kafka(kafka.servers()));
    hosts.put("store", addresses.store(store.url()));
    if (!store.replica().isEmpty()) {
      hosts.put("store.replica", addresses.store(store.replica()));
    }
    hosts.put("redis", addresses.redis(redis.uri()));
    hosts.put("search", search.address().nodes().stream().map(URI::getHost).toList());
    return hosts;
  }

  /// The file's values, and what is wrong with them.
  private record Reading(SettingsFile file) {
    Reading {
      for (var key : file.keys()) {
        if (!STANDARDS.containsKey(key) && !key.matches(SECURITY)) {
          file.problem(key, "is not a setting of a cluster: docs/cluster.md lists them");
        }
      }
    }

    String text(String key) {
      var standard = STANDARDS.getOrDefault(key, "");
      var text = file.value(key);
      if (!text.isEmpty() || standard.equals(OPTIONAL)) {
        return text;
      }
      if (standard.isEmpty()) {
        file.problem(key, "must be given");
      } else if (file.has(key)) {
        file.problem(key, "is empty: omit it for the default, " + standard);
      }
      return standard;
    }

    String matching(String key, String pattern) {
      var text = text(key);
      if (!text.matches(pattern)) {
        file.problem(key, "must match " + pattern);
      }
      return text;
    }

    int number(String key, int min, int max) {
      var text = text(key);
      var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
      if (number < min || number > max) {
        file.problem(key, "must be " + min + " to " + max + ", was " + text);
      }
      return number;
    }

    /// The text, when it is empty or an address; what is no address is not passed on.
    String address(String key, BiFunction<Addresses, String, List<?>> parse) {
      var text = text(key);
      if (text.isEmpty()) {
        return "";
      }
      var addresses = new Addresses(what -> file.problem(key, what));
      return parse.apply(addresses, text).isEmpty() ? "" : text;
    }

    KafkaAddress kafka() {
      var address = new KafkaAddress(address("kafka", Addresses::kafka), security());
      if (!address.servers().isEmpty()) {
        address.problems().forEach((key, what) -> file.problem("kafka." + key, what));
      }
      return address;
    }

    RedisAddress redis() {
      var uri = address("redis", Addresses::redis);
      return new RedisAddress(RedisAddress.accepts(uri) ? uri : "redis://unknown");
    }

    List<URI> search() {
      var text = address("search", Addresses::search);
      return text.isEmpty()
          ? List.of(URI.create("http://unknown"))
          : new Addresses(_ -> {}).search(text);
    }

    Map<String, String> security() {
      var security = new HashMap<String, String>();
      for (var key : file.keys()) {
        if (key.matches(SECURITY)) {
          security.put(key.substring(key.indexOf('.') + 1), file.value(key));
        }
      }
      return security;
    }
  }
}
