package plaza.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every address of the cluster's file is read with the file.
class ClusterAddressesTest {
  private static final String SECRET = "geheim";

  private static final String ENGINES = """
      kafka = a:9092,b:9092
      store = jdbc:mariadb://db/plaza
      store.user = plaza
      redis = redis://memory
      search = http://one:9200
      """;

  @TempDir
  private Path directory = Path.of("");

  private ClusterConfig read(String text) throws IOException {
    return ClusterConfig.read(Files.writeString(directory.resolve("cluster.properties"), text));
  }

  /// The file with another line in the place of a key's.
  private ClusterConfig with(String line) throws IOException {
    var key = line.substring(0, line.indexOf('=')).strip();
    return read(ENGINES.replaceFirst("(?m)^" + key + " =.*\n", "") + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      kafka = broker                                    ; "broker has no port: write broker:9092"
      kafka = PLAINTEXT://broker:9092                   ; "begins with a scheme: write host:port"
      kafka = a:9092 b:9092                             ; "a:9092 b:9092 has a space in it"
      kafka = a:9092,,b:9092                            ; "has an empty address"
      kafka = a:90920                                   ; "a:90920 has a wrong port: it must be 1 to 65535"
      kafka = a:port                                    ; "a:port has a wrong port"
      kafka = :9092                                     ; "has no valid host name"
      kafka = a_/b:9092                                 ; "has no valid host name"
      kafka =                                           ; "must be given"
      kafka.security.protocol = TELEPATHY               ; "is rejected by Kafka's client"
      kafka.ssl.keystroke.location = /tmp/x             ; "is not a setting of Kafka's clients"
      store = mariadb://geheim@db/plaza                 ; "must be like jdbc:mariadb://host:3306/database"
      store = jdbc:mysql://db/plaza                     ; "must be like jdbc:mariadb://host:3306/database"
      store = jdbc:mariadb://db                         ; "names no database"
      store = jdbc:mariadb://db/                        ; "names no database"
      store = jdbc:mariadb://root:geheim@db/plaza       ; "contains a user: use store.user and store.password"
      store = jdbc:mariadb://db:0/plaza?password=geheim ; "db:0 has a wrong port"
      store = jdbc:mariadb://d b/plaza?password=geheim  ; "has a space in it"
      store = jdbc:mariadb://db/plaza?password=geheim&sslMode=geheim ; "is rejected by MariaDB's driver"
      store.replica = jdbc:mariadb://:3306/plaza        ; "has no valid host name"
      store.user =                                      ; "must be given"
      redis = memory:6379                               ; "must be like redis://host:6379"
      redis = :geheim@memory:6379                       ; "must be like redis://:password@host:6379"
      redis = http://:geheim@memory:6379                ; "must be like redis://:password@host:6379"
      redis = redis://:geheim@memory:70000              ; "memory:70000 has a wrong port"
      redis = redis://:geheim@memory:6379x              ; "memory:6379x has a wrong port"
      redis = redis://:ge#heim@memory                   ; "percent-encode it"
      redis = redis://:geheim%@memory                   ; "percent-encode it"
      redis = redis://:geheim x@memory                  ; "percent-encode it"
      redis = redis://:geheim@a,b                       ; "names several servers"
      redis = redis://:geheim@                          ; "has an empty address"
      redis = redis-sentinel://geheim@a:26379,b:26379   ; "the primary that the sentinels watch"
      search = one:9200                                 ; "one:9200 has no scheme: write http://host:9200 or"
      search = http://one:9200/index                    ; "with no path"
      search = ftp://one:9200                           ; "must be like http://host:9200"
      search = http://root:geheim@one:9200              ; "contains a user: use search.user and search.password"
      search = http://one:92000                         ; "one:92000 has a wrong port"
      search = http://one:9200,                         ; "has no scheme"
      search = http://o_ne:9200                         ; "invalid host name"
      search = http://one two:9200                      ; "has a space in it"
      name =                                            ; "is empty: omit it for the default, plaza"
      partitions =                                      ; "is empty: omit it for the default, 64"
      """)
  void a_wrong_address_is_named_with_its_line_and_without_secrets(String line, String said) {
    var key = line.substring(0, line.indexOf('=')).strip();
    assertThatThrownBy(() -> with(line))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(said.replaceAll("^\"|\"$", ""))
        .hasMessageStartingWith(key + " in ")
        .hasMessageContaining(", line ")
        .message()
        .doesNotContain(SECRET)
        .doesNotContain("heim")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka = broker.example.org.:9092,[::1]:9093,10.0.0.1:1",
        "kafka = under_score:65535",
        "kafka.security.protocol = SASL_SSL",
        "kafka.ssl.truststore.location = /etc/plaza/trust.jks",
        "store = jdbc:mariadb://db:3306/plaza?sslMode=verify-full&password=geheim",
        "store = jdbc:mariadb:sequential://a:3306,b:3306/plaza",
        "store.replica =",
        "store.password =",
        "redis = rediss://user:geheim%23%40@memory:6380/2?timeout=10s",
        "redis = redis://geheim@[::1]:6379",
        "redis = redis-sentinel://geheim@a:26379,b:26379/0#main",
        "search = https://one.example.org , http://[::1]:9200/"
      })
  void what_the_engines_clients_take_is_taken(String line) {
    assertThatCode(() -> assertThat(with(line).toString()).doesNotContain(SECRET))
        .doesNotThrowAnyException();
  }

  @Test
  void all_mistakes_are_told_at_once_each_with_its_line() {
    assertThatThrownBy(() -> read("""
        kafka = a
        redis = memory
        search = one
        # redis, again
        redis = redis://memory
        store = db
        store.user = plaza
        """))
        .isInstanceOf(ConfigException.class)
        .message()
        .contains("kafka in ", ", line 1, a has no port")
        .contains("redis in ", ", line 5, is given twice, on line 2 too")
        .contains(", line 3, one has no scheme")
        .contains(", line 6, must be like jdbc:mariadb:")
        .hasLineCount(4);
  }

  @Test
  void a_value_may_go_on_behind_a_backslash_and_lines_are_still_right() {
    assertThatThrownBy(() -> read("""
        # kafka = comment \\
        kafka = a:9092,\\
                b:9092,\\
                c:99999
        store = jdbc:mariadb://db/plaza
        store.user = plaza
        redis = redis://memory
        search = one
        """))
        .isInstanceOf(ConfigException.class)
        .message()
        .contains("kafka in ", ", line 2, c:99999 has a wrong port", ", line 8, one has no scheme")
        .hasLineCount(2);
  }

  @Test
  void unknown_hosts_are_named_with_their_key() throws Exception {
    var config = read("""
        kafka = localhost:9092,nowhere-1.invalid:9092
        store = jdbc:mariadb://nowhere-2.invalid/plaza
        store.user = plaza
        redis = redis://:geheim@nowhere-3.invalid
        search = http://localhost:9200
        """);

    assertThat(UnknownHosts.of(config).stream().map(UnknownHosts::toString))
        .containsExactly(
            "kafka: the host nowhere-1.invalid is unknown",
            "store: the host nowhere-2.invalid is unknown",
            "redis: the host nowhere-3.invalid is unknown");
    assertThat(UnknownHosts.of(config).stream().map(UnknownHosts::all))
        .containsExactly(false, true, true);
  }
}
