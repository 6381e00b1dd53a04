package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.FreePort;

/// The dashboard's queries, run by a real Prometheus that scrapes a real server.
@Tag("prometheus")
class MetricsSpec {
  private static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "plaza.json");
  private static final Path PROMETHEUS =
      Path.of("target", "tools", "prometheus", "usr", "bin", "prometheus");

  private static final Path PROMTOOL = PROMETHEUS.resolveSibling("promtool");

  private static final Path RULES = Path.of("..", "deploy", "prometheus", "plaza.rules.yml");

  private final Http plaza = PlazaServer.shared().http();

  @Test
  void a_code_that_is_not_in_memory_is_counted_once() {
    var before = loads();

    assertThat(plaza.get("/asked-for-in-vain").status()).isEqualTo(404);
    assertThat(plaza.get("/asked-for-in-vain").status()).isEqualTo(404);

    assertThat(loads() - before).isEqualTo(1);
  }

  @Test
  void a_renamed_metric_is_exported_under_its_old_name_too() {
    plaza.get("/ready");

    assertThat(plaza.get("/metrics").text())
        .contains("plaza_component_healthy{component=\"store\"}", "plaza_part_well{part=\"store\"}")
        .contains("plaza_engine_probe_seconds{", "plaza_engine_answer_seconds{")
        .contains("plaza_link_cache_misses_total ", "plaza_links_loads_total ")
        .contains("plaza_visits_dropped_total ", "plaza_visits_missed_total ");
  }

  private double loads() {
    return plaza
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("plaza_link_cache_misses_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_query_of_the_dashboard_has_an_answer() throws Exception {
    plaza.post(plaza.chat() + "/messages", Http.message("measured"));
    plaza.get("/nowhere");
    var directory = PlazaServer.temporary();
    var port = FreePort.next();
    Files.writeString(directory.resolve("prometheus.yml"), """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: plaza
            static_configs: [{targets: ["%s"]}]
        """.formatted(
            URI.create(plaza.url()).getAuthority()));
    var process = new ProcessBuilder(
            PROMETHEUS.toString(),
            "--config.file=" + directory.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
    try {
      var prometheus = Http.ofAnother("http://127.0.0.1:" + port);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() ->
              !result(prometheus, "rate(plaza_messages_posted_total[20s])").isEmpty());

      var queries = queries();

      assertThat(queries).hasSizeGreaterThan(15);
      Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
        for (var query : queries) {
          assertThat(result(prometheus, query)).as(query).isNotEmpty();
        }
      });
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void metrics_and_readiness_name_their_node() {
    var node = plaza.get("/ready").json().path("node").asText();

    assertThat(node).isNotEmpty();
    assertThat(plaza.get("/metrics").text()).contains("plaza_node_info{node=\"" + node + "\"} 1");
  }

  @Test
  void everything_that_goes_on_as_long_as_the_server_is_a_part_of_it() {
    var parts = new ArrayList<String>();
    plaza.get("/ready").json().path("parts").fieldNames().forEachRemaining(parts::add);

    assertThat(parts)
        .contains(
            "indexer",
            "closer",
            "link-closer",
            "link-blocks",
            "live",
            "links",
            "visits",
            "janitor",
            "requests",
            "compute",
            "connections",
            "late-requests",
            "live-admission",
            "live-beats",
            "control");
    assertThat(parts)
        .allSatisfy(part -> assertThat(plaza.get("/metrics").text())
            .contains("plaza_component_healthy{component=\"" + part + "\"}"));
  }

  @Test
  void readiness_is_told_for_each_service() {
    for (var service : List.of("reads", "writes", "links", "search")) {
      assertThat(plaza.get("/ready").json().path("serves").path(service).asBoolean())
          .isTrue();
      assertThat(plaza.get("/ready?for=" + service).status()).isEqualTo(200);
    }
    assertThat(plaza.get("/ready?for=coffee").status()).isEqualTo(400);
    assertThat(plaza.get("/ready?for=reads&for=links").status()).isEqualTo(400);
  }

  @Test
  void the_alert_rules_are_valid_and_fire() throws Exception {
    var directory = PlazaServer.temporary();
    var test = directory.resolve("test.yml");
    Files.writeString(test, """
        rule_files: ["%s"]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - {series: 'plaza_component_healthy{job="plaza",instance="a:1",component="store"}', values: '1 0x9'}
              - {series: 'up{job="plaza",instance="b:2"}', values: '1 0x9'}
              - {series: 'plaza_node_info{job="plaza",instance="a:1",node="a"}', values: '1x9'}
              - {series: 'plaza_store_lag{job="plaza",instance="a:1",partition="0"}', values: '20000x9'}
              - {series: 'plaza_store_lag{job="plaza",instance="b:2",partition="0"}', values: '0x9'}
            alert_rule_test:
              - eval_time: 4m
                alertname: PlazaPartInTrouble
                exp_alerts:
                  - exp_labels: {severity: critical, job: plaza, instance: "a:1", part: store}
                    exp_annotations:
                      summary: "store of a:1 is in trouble"
                      description: "GET /ready of the node has the reason and advice."
              - eval_time: 4m
                alertname: PlazaDown
                exp_alerts:
                  - exp_labels: {severity: critical, job: plaza, instance: "b:2"}
                    exp_annotations: {summary: "b:2 can't be scraped"}
              - {eval_time: 8m, alertname: PlazaStoreBehind, exp_alerts: []}
              - {eval_time: 8m, alertname: PlazaTwoNodesOneName, exp_alerts: []}
        """.formatted(RULES.toRealPath()));

    var process = new ProcessBuilder(PROMTOOL.toString(), "test", "rules", test.toString())
        .redirectErrorStream(true)
        .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }

  /// The queries as Grafana would send them, its variables filled in.
  private static List<String> queries() throws IOException {
    var queries = new ArrayList<String>();
    for (var panel : Http.JSON.readTree(DASHBOARD.toFile()).path("panels")) {
      for (var target : panel.path("targets")) {
        queries.add(target
            .path("expr")
            .asText()
            .replace("$__rate_interval", "20s")
            .replace("$job", "plaza"));
      }
    }
    return queries;
  }

  private static JsonNode result(Http prometheus, String query) {
    var answer =
        prometheus.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(query + " " + answer.text()).isEqualTo(200);
    return answer.json().at("/data/result");
  }
}
