package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.FreePort;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.OpenSearchServer;
import plaza.contract.engine.RedisServer;

/// A cluster whose engines speak TLS alone, with a certificate of the operator's own, and want a
/// password, set up as docs/cluster.md says.
@Tag("cluster")
class GuardedEnginesSpec {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private static String brokerSettings(Certificate certificate) throws Exception {
    var keys = certificate.folder().resolve("broker.pem");
    Files.writeString(
        keys, Files.readString(certificate.key()) + Files.readString(certificate.file()));
    return """
        listener.security.protocol.map=PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT
        ssl.keystore.type=PEM
        ssl.keystore.location=%s
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        sasl.enabled.mechanisms=PLAIN
        sasl.mechanism.inter.broker.protocol=PLAIN
        listener.name.plaintext.plain.sasl.jaas.config=%s username="broker" password="b" \
        user_broker="b" user_plaza="kafka's";
        """.formatted(keys, certificate.file(), LOGIN);
  }

  @Test
  void a_node_shows_its_password_to_every_engine_over_tls() throws Exception {
    var certificate = Certificate.of("engines");
    var key = certificate.key().toString();
    var file = certificate.file().toString();
    var redisPort = String.valueOf(FreePort.next());
    try (var kafka = new KafkaServer(brokerSettings(certificate));
        var store = new DatabaseServer("--ssl-cert=" + file, "--ssl-key=" + key);
        var redis = new RedisServer(
            "--port",
            "0",
            "--tls-port",
            redisPort,
            "--tls-cert-file",
            file,
            "--tls-key-file",
            key,
            "--tls-ca-cert-file",
            file,
            "--tls-auth-clients",
            "no",
            "--requirepass",
            "redis-password");
        var search = new OpenSearchServer();
        var guard = new Guard(search.uri(), certificate, "plaza", "search's")) {
      store.run("CREATE USER plaza IDENTIFIED BY 'store\\'s' REQUIRE SSL;"
          + "CREATE DATABASE plaza; GRANT ALL ON plaza.* TO plaza");
      assertThatThrownBy(() -> redis.tell("PING")).isInstanceOf(UncheckedIOException.class);
      var directory = PlazaServer.temporary();
      var settings = Files.writeString(directory.resolve("cluster.properties"), """
          partitions = 2
          kafka = %s
          kafka.replicas = 1
          kafka.security.protocol = SASL_SSL
          kafka.sasl.mechanism = PLAIN
          kafka.sasl.jaas.config = %s username="plaza" password="kafka's";
          kafka.ssl.truststore.type = PEM
          kafka.ssl.truststore.location = %s
          store = jdbc:mariadb://localhost:%d/plaza
          store.user = plaza
          store.password = store's
          redis = rediss://:redis-password@localhost:%s
          search = %s
          search.user = plaza
          search.password = search's
          search.replicas = 0
          """.formatted(
              kafka.address(), LOGIN, file, store.port(), redisPort, guard.uri()));
      var trust = List.of(
          "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
          "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD);
      try (var node =
          PlazaServer.by(PlazaServer.java(trust), directory, "--cluster", settings.toString())) {
        var plaza = node.http();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> plaza.get("/ready").json().path("status").asText().equals("ready"));
        var messages = plaza.chat() + "/messages";

        var sent = plaza.postOnce(messages, Http.message("through every engine"));

        assertThat(sent.json().path("number").asInt()).isEqualTo(1);
        // A machine that is busy elsewhere may refuse to wait that long; an answer must have it.
        var found = Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> plaza.get(messages + "/search?q=engine&wait=1"),
                answer -> answer.status() == 200);
        assertThat(found.json().size()).isEqualTo(1);
        assertThat(node.output())
            .doesNotContain("kafka's", "store's", "redis-password", "search's");
      }
    }
  }
}
