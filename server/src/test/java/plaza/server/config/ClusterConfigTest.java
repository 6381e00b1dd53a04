package plaza.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConfigTest {
  private static final String ENGINES = """
      kafka = a:9092,b:9092
      store = jdbc:mariadb://db/plaza
      store.user = plaza
      redis = redis://:geheim@memory
      search = http://one:9200, https://two:9200
      """;

  @TempDir
  private Path directory = Path.of("");

  private ClusterConfig read(String text) throws IOException {
    return ClusterConfig.read(Files.writeString(directory.resolve("cluster.properties"), text));
  }

  @Test
  void the_engines_are_enough_and_the_rest_has_a_standard() throws Exception {
    var config = read(ENGINES);

    assertThat(config.name()).isEqualTo("plaza");
    assertThat(config.partitions()).isEqualTo(64);
    assertThat(config.replicas()).isEqualTo(3);
    assertThat(config.search().address().nodes()).hasSize(2);
    assertThat(config.search().shape().shards()).isEqualTo(2);
  }

  @Test
  void what_kafkas_clients_are_to_be_told_is_passed_on() throws Exception {
    var config =
        read(ENGINES + "kafka.security.protocol = SASL_SSL\nkafka.sasl.mechanism = PLAIN\n");

    assertThat(config.kafka().security())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN");
  }

  @Test
  void no_password_is_shown() throws Exception {
    var config = read(ENGINES
        + "store.password = geheim\nsearch.password = geheim\nkafka.ssl.key.password = geheim\n");

    assertThat(config.toString()).contains("a:9092").doesNotContain("geheim");
  }

  @Test
  void a_file_that_is_not_there_is_named_once() {
    var file = directory.resolve("nowhere.properties");

    assertThatThrownBy(() -> ClusterConfig.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage("the cluster's file can't be read: " + file + " is not there");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () -> read("kafak = a:9092\npartitions = 0\nstore = db\nsearch = elsewhere\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "kafak in ",
            "is not a setting of a cluster",
            "kafka in ",
            "must be given",
            "partitions in ",
            "must be 1 to 1024, was 0",
            "store in ",
            "must be like jdbc:mariadb://host:3306/database",
            "search in ",
            "elsewhere has no scheme",
            "redis in ");
  }
}
