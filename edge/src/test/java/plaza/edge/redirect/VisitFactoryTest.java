package plaza.edge.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import plaza.core.link.Codes;
import plaza.core.link.Condition;
import plaza.core.port.Cache;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.edge.http.ClientAddress;

class VisitFactoryTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final String CHROME =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";

  /// Each look at the clock takes so long.
  private final AtomicLong lookNanos = new AtomicLong();

  private final AtomicLong nanos = new AtomicLong();
  private final VisitFactory observer = new VisitFactory(
      new Codes(new byte[Codes.KEY_BYTES]),
      new Unbounded(),
      () -> nanos.addAndGet(lookNanos.get()));

  /// Keeps everything: what is bounded is tested with the cache itself.
  private static final class Unbounded implements Cache.Maker {
    @Override
    public <K, V> Cache<K, V> make(long weightMax, Cache.Weight<K, V> weight) {
      return new Cache<>() {
        private final Map<K, V> rows = new HashMap<>();

        @Override
        public Optional<V> peek(K key) {
          return Optional.ofNullable(rows.get(key));
        }

        @Override
        public Optional<V> get(K key, Function<K, Optional<V>> load) {
          return Optional.ofNullable(
              rows.computeIfAbsent(key, k -> load.apply(k).orElse(null)));
        }

        @Override
        public void drop(K key) {
          rows.remove(key);
        }

        @Override
        public void clear() {
          rows.clear();
        }
      };
    }
  }

  private Visit visit(MultiMap headers, String url, Instant at) {
    return observer
        .visit(VisitTarget.Orphan.BASE_URL, at, headers, url, ClientAddress.UNKNOWN)
        .parse();
  }

  private Visit of(String agent, Instant at) {
    return visit(MultiMap.caseInsensitiveMultiMap().add("User-Agent", agent), "/", at);
  }

  @Test
  void what_a_visit_keeps_of_its_request_until_it_is_parsed_is_cut() {
    var headers = MultiMap.caseInsensitiveMultiMap()
        .add("User-Agent", "Mozilla/5.0 " + "a".repeat(14_000))
        .add("Referer", "https://from.example/" + "b".repeat(14_000))
        .add("Accept-Language", "de," + "c".repeat(14_000));
    var url = "http://plaza.example/code?" + "d".repeat(8_000);

    var pending =
        observer.visit(VisitTarget.Orphan.BASE_URL, NOON, headers, url, ClientAddress.UNKNOWN);

    assertThat(pending.bytes()).isLessThan(4_000);
    var sighting = pending.parse().sighting();
    assertThat(sighting.trace().agent())
        .hasSize(VisitRequest.LENGTH_MAX)
        .startsWith("Mozilla/5.0 a");
    assertThat(sighting.trace().url()).hasSize(VisitRequest.LENGTH_MAX).startsWith("/code?d");
    assertThat(sighting.traits().referrer()).isEqualTo("from.example");
    assertThat(sighting.traits().language()).isEqualTo("de");
  }

  @Test
  void of_a_flood_of_new_user_agents_only_some_are_parsed_and_known_ones_stay_known() {
    assertThat(of(CHROME, NOON).sighting().traits().browser()).isEqualTo("Chrome");
    lookNanos.set(Duration.ofSeconds(1).toNanos());

    for (int i = 0; i < 100; i++) {
      var _ = of("curl/" + i, NOON);
    }

    assertThat(observer.unparsedAgents()).isBetween(10L, 90L);
    assertThat(of(CHROME, NOON).sighting().traits().browser()).isEqualTo("Chrome");
    lookNanos.set(0);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    var firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    assertThat(of(firefox, NOON).sighting().traits().browser()).isEqualTo("Firefox");
  }

  private String devices(String agent) {
    var headers = MultiMap.caseInsensitiveMultiMap().add("User-Agent", agent);
    var now = observer.circumstances(NOON, headers, "");
    return String.join(" ", Condition.DEVICES.stream().filter(now::isDevice).toList());
  }

  @Test
  void a_device_is_what_an_agent_says_and_not_what_it_has_the_letters_of() {
    assertThat(devices("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36"))
        .isEqualTo("chromeos desktop");
    assertThat(devices("Microsoft Office/16.0")).isEmpty();
    assertThat(devices("Mozilla/5.0 (Windows NT 10.0) Microsoft Outlook 16"))
        .isEqualTo("windows desktop");
    assertThat(devices("Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0) like iPhone OS 7_0_3"))
        .isEqualTo("mobile");
    assertThat(devices("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile"))
        .isEqualTo("android mobile");
  }

  @Test
  void a_visits_language_is_the_preferred_one() {
    var headers = MultiMap.caseInsensitiveMultiMap()
        .add("User-Agent", CHROME)
        .add("Accept-Language", "en;q=0.5, de-AT, fr;q=0");

    assertThat(visit(headers, "/", NOON).sighting().traits().language()).isEqualTo("de");
  }
}
