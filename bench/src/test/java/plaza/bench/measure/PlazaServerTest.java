package plaza.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlazaServerTest {
  @Test
  void gauges_are_added_up_over_their_labels_and_by_their_whole_names() {
    var metrics = """
        # TYPE plaza_store_lag gauge
        plaza_store_lag{partition="0"} 2.0
        plaza_store_lag{partition="1"} 3.0
        plaza_store_lag_max 100.0
        plaza_index_lag 4.0
        """;

    assertThat(PlazaServer.sum(metrics, List.of("plaza_store_lag", "plaza_index_lag")))
        .isEqualTo(9);
  }
}
