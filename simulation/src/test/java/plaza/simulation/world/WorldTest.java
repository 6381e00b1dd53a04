package plaza.simulation.world;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorldTest {
  @Test
  void a_task_that_waits_for_a_monitor_ends_the_run_for_no_seed_decides_when_it_goes_on() {
    var world = new World(1, 1_000);
    var actor = new Actor("process");
    var monitor = new Object();
    for (var name : new String[] {"first", "second"}) {
      var _ = world.spawn(name, actor, () -> {
        synchronized (monitor) {
          world.sleep(Duration.ofSeconds(1));
        }
      });
    }

    assertThatThrownBy(() -> world.run(() -> false)).hasMessageContaining("monitor");
  }
}
