package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plaza.contract.engine.ClusterFile;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.OpenSearchServer;
import plaza.contract.engine.RedisServer;

/// Two nodes of a cluster as their operator sees them: they start together, and engines go away.
@Tag("cluster")
class ClusterNodesSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final int VISITS = 50;

  private static DatabaseServer store;
  private static RedisServer redis;
  private static OpenSearchServer openSearch;
  private static Path file;
  private static List<PlazaServer> nodes = List.of();
  private static String operatorKey = "";

  @BeforeAll
  static void start() throws Exception {
    store = new DatabaseServer();
    redis = new RedisServer();
    openSearch = new OpenSearchServer();
    file = new ClusterFile(
            "nodes",
            ClusterFile.PARTITIONS,
            KafkaServer.shared().address(),
            1,
            store,
            redis,
            openSearch)
        .in(PlazaServer.temporary());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starting = List.of(threads.submit(() -> node()), threads.submit(() -> node()));
      nodes = List.of(starting.getFirst().get(), starting.getLast().get());
    }
    operatorKey =
        nodes.stream().flatMap(node -> keys(node.output()).stream()).findFirst().orElseThrow();
  }

  private static PlazaServer node() {
    return PlazaServer.on(PlazaServer.temporary(), "--cluster", file.toString(), "--keys");
  }

  @AfterAll
  static void stop() {
    nodes.forEach(PlazaServer::close);
    redis.close();
    openSearch.close();
    store.close();
  }

  private static List<String> keys(String output) {
    return KEY.matcher(output).results().map(match -> match.group(1)).toList();
  }

  private static String ready(PlazaServer node) {
    return node.http().get("/ready").json().path("status").asText();
  }

  private static void awaitReady() {
    nodes.forEach(node -> await().atMost(PATIENCE).until(() -> ready(node).equals("ready")));
  }

  @Test
  void nodes_that_start_together_for_the_first_time_make_one_operators_key() {
    assertThat(nodes.stream().flatMap(node -> keys(node.output()).stream())).hasSize(1);
    for (var node : nodes) {
      assertThat(node.http().as(operatorKey).get("/metrics").text())
          .contains("plaza_component_healthy{component=\"memory\"}", "plaza_engine_probe_seconds");
    }
  }

  @Test
  void an_operator_who_lost_his_key_makes_another_and_the_lost_one_opens_nothing()
      throws Exception {
    awaitReady();
    var lost = operatorKey;

    var made =
        keys(Commands.run("keys", "operator", "--cluster", file.toString()).output());

    assertThat(made).hasSize(1);
    operatorKey = made.getFirst();
    for (var node : nodes) {
      await().atMost(PATIENCE).until(() -> node.http().as(lost).get("/metrics").status() == 401);
      assertThat(node.http().as(operatorKey).get("/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void a_ticket_opens_one_connection_on_any_node_and_ends_with_the_key_that_made_it()
      throws Exception {
    awaitReady();
    var one = nodes.getFirst().http();
    var other = nodes.getLast().http();
    var made =
        one.as(operatorKey).post("/api/v1/applications", "{\"name\":\"a\"}").json();
    var path = "/api/v1/applications/" + made.path("token").asText();
    var owner = one.as(made.path("secret").asText());
    var second = owner.post(path + "/keys", "").json();
    var rotated = one.as(second.path("secret").asText());
    for (int i = 0; i < 10; i++) {
      var socketPath = "/api/v1/socket?ticket=" + ticket(owner);
      try (var socket = SocketClient.on(other, socketPath)) {
        socket.say("{\"type\":\"ping\"}");
        assertThat(socket.next("pong").path("type").asText()).isEqualTo("pong");
      }
      assertThat(one.get(socketPath).status()).isEqualTo(401);
      assertThat(other.get(socketPath).status()).isEqualTo(401);
    }
    var unused = ticket(rotated);

    try (var socket = SocketClient.on(other, "/api/v1/socket?ticket=" + ticket(rotated));
        var staying = SocketClient.on(other, "/api/v1/socket?ticket=" + ticket(owner))) {
      owner.delete(path + "/keys/" + second.path("key_id").asText());

      assertThat(socket.closeCode()).isEqualTo(1008);
      assertThat(other.get("/api/v1/socket?ticket=" + unused).status()).isEqualTo(401);
      staying.say("{\"type\":\"ping\"}");
      assertThat(staying.next("pong").path("type").asText()).isEqualTo("pong");
    }
  }

  private static String ticket(Http caller) {
    return caller.post("/api/v1/tickets", "").json().path("ticket").asText();
  }

  @Test
  void without_redis_tickets_are_answered_with_503_and_a_revoked_keys_connections_end()
      throws Exception {
    awaitReady();
    var one = nodes.getFirst().http();
    var made =
        one.as(operatorKey).post("/api/v1/applications", "{\"name\":\"a\"}").json();
    var path = "/api/v1/applications/" + made.path("token").asText();
    var owner = one.as(made.path("secret").asText());
    var second = owner.post(path + "/keys", "").json();
    var rotated = nodes.getLast().http().as(second.path("secret").asText());
    var ticket = ticket(owner);
    try (var socket = SocketClient.on(rotated, "/api/v1/socket")) {
      redis.kill();

      var refused = owner.post("/api/v1/tickets", "");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(one.get("/api/v1/socket?ticket=" + ticket).status()).isEqualTo(503);
      owner.delete(path + "/keys/" + second.path("key_id").asText());
      assertThat(socket.closeCode()).isEqualTo(1008);
    } finally {
      redis.start();
    }
    awaitReady();
  }

  @Test
  void a_node_without_redis_and_search_serves_and_says_what_it_lacks() throws Exception {
    awaitReady();
    redis.kill();
    openSearch.kill();

    for (var node : nodes) {
      await().atMost(PATIENCE).untilAsserted(() -> {
        var answer = node.http().get("/ready");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("degraded");
        assertThat(answer.json().at("/advice/memory").asText()).contains("Redis");
        assertThat(answer.json().at("/advice/indexer").asText()).contains("OpenSearch");
        assertThat(answer.json().at("/parts/store").asText()).isEqualTo("ok");
      });
    }
    var doctor = Commands.run("doctor", "--cluster", file.toString());
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.output())
        .contains("! Redis at ", "! the search at ", "not applied yet")
        .doesNotContain("! Kafka", "! the store");

    redis.start();
    openSearch.start();
    awaitReady();
  }

  @Test
  void the_doctor_says_who_answers_and_finds_nothing_wrong_with_a_sound_cluster() throws Exception {
    awaitReady();

    // Until one of the two nodes has been given its share.
    await().atMost(PATIENCE).untilAsserted(() -> {
      var doctor = Commands.run("doctor", "--cluster", file.toString());
      assertThat(doctor.output())
          .contains("Kafka at ", "Redis at ", "opensearch at ")
          .containsPattern("the store at \\S+: (MariaDB|MySQL) \\d")
          .contains("applied by 2 nodes", "0 not applied yet", "All is well.")
          .doesNotContain("! ");
      assertThat(doctor.code()).isZero();
    });
  }

  @Test
  void a_link_that_was_followed_before_leads_there_without_the_store_and_all_visits_are_counted() {
    awaitReady();
    var application = nodes
        .getFirst()
        .http()
        .as(operatorKey)
        .post("/api/v1/applications", "{\"name\":\"a\"}")
        .json();
    var owner = nodes.getLast().http().as(application.path("secret").asText());
    var code = owner
        .post("/shorten", "{\"url\":\"https://example.com\"}")
        .json()
        .path("code")
        .asText();
    nodes.forEach(node -> assertThat(followed(node, code)).isEqualTo(302));

    store.kill();
    nodes.forEach(node -> await().atMost(PATIENCE).until(() -> !ready(node).equals("ready")));
    for (int i = 1; i < VISITS; i++) {
      for (var node : nodes) {
        assertThat(followed(node, code)).isEqualTo(302);
        assertThat(followed(node, "unknown" + i)).isEqualTo(503);
      }
    }

    store.start();
    awaitReady();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(
                owner.get("/" + code + "/stats").json().path("clicks").asInt())
            .isEqualTo(VISITS * nodes.size()));
  }

  @Test
  @Timeout(180)
  void engines_that_hang_hold_up_no_answer_and_nodes_say_which_they_are() {
    awaitReady();
    var node = nodes.getFirst();
    var application = node.http()
        .as(operatorKey)
        .post("/api/v1/applications", "{\"name\":\"h\"}")
        .json();
    var owner = node.http().as(application.path("secret").asText());
    var chat = "/api/v1/chats/" + owner.post("/api/v1/chats", "{}").number();
    var code = owner
        .post("/shorten", "{\"url\":\"https://example.com\"}")
        .json()
        .path("code")
        .asText();
    nodes.forEach(each -> assertThat(followed(each, code)).isEqualTo(302));
    assertThat(owner.post(chat + "/messages", Http.message("one")).number()).isEqualTo(1);

    store.freeze();
    try {
      var sent = owner.post(chat + "/messages", Http.message("two"), "Idempotency-Key", "two");
      assertThat(sent.status()).as(sent.text()).isEqualTo(503);
      assertThat(owner.get(chat + "/messages").status()).isEqualTo(503);
      assertThat(followed(node, code)).isEqualTo(302);
      nodes.forEach(each -> awaitDegraded(each, "store", "reads"));
      assertThat(node.http().get("/ready?for=links").status()).isEqualTo(200);
      assertThat(node.http().get("/ready?for=reads").status()).isEqualTo(503);
    } finally {
      store.wake();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(owner
                .post(chat + "/messages", Http.message("two"), "Idempotency-Key", "two")
                .number())
            .isEqualTo(2));

    openSearch.freeze();
    try {
      assertThat(owner.get(chat + "/messages/search?q=one").status()).isEqualTo(503);
      nodes.forEach(each -> awaitDegraded(each, "search", "search"));
      assertThat(owner.get(chat + "/messages").status()).isEqualTo(200);
    } finally {
      openSearch.wake();
    }
    awaitReady();
  }

  /// Until a node says that an engine hangs, and what can't be had because of that.
  private static void awaitDegraded(PlazaServer node, String engine, String service) {
    await().atMost(PATIENCE).untilAsserted(() -> {
      var answer = node.http().get("/ready");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("status").asText()).isEqualTo("degraded");
      assertThat(answer.json().at("/parts/" + engine).asText()).isNotEqualTo("ok");
      assertThat(answer.json().at("/serves/" + service).asBoolean()).isFalse();
      assertThat(answer.json().at("/serves/links").asBoolean()).isTrue();
    });
  }

  private static int followed(PlazaServer node, String code) {
    return node.http().get("/" + code, "User-Agent", FIREFOX).status();
  }
}
