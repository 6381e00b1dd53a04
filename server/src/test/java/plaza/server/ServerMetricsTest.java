package plaza.server;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  /// The registry reaches all that is measured: the whole of a server, its event loops too.
  @Test
  void what_a_stopped_server_has_measured_is_not_kept_by_the_jvm() {
    var registry = stopped();

    await().until(() -> {
      System.gc();
      return registry.refersTo(null);
    });
  }

  private static WeakReference<Object> stopped() {
    try (var metrics = new ServerMetrics("node")) {
      return new WeakReference<>(metrics.registry());
    }
  }
}
