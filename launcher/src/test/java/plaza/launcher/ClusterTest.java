package plaza.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.launcher.process.ClusterLock;
import plaza.launcher.process.LaunchException;
import plaza.launcher.process.Listeners;
import plaza.launcher.process.PartProcess;

class ClusterTest {
  @TempDir
  private Path directory = Path.of("");

  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
  private final List<String> table = new ArrayList<>();
  private final List<FakePart> parts = new ArrayList<>();

  @AfterEach
  void stopAll() {
    parts.forEach(part -> cluster(part).down());
  }

  private FakePart server() {
    var part = FakePart.server(directory.resolve("fake"));
    parts.add(part);
    return part;
  }

  private Cluster cluster(FakePart part) {
    return new Cluster(List.of(List.of(part)), progress::add, table::add);
  }

  private static long pid(FakePart part) {
    return new PartProcess(part.directory()).pid().orElseThrow();
  }

  private static void kill(long pid) throws Exception {
    var handle = ProcessHandle.of(pid).orElseThrow();
    handle.destroyForcibly();
    var _ = handle.onExit().get(20, TimeUnit.SECONDS);
  }

  @Test
  void a_part_is_started_once_and_its_end_is_that_of_all_it_started() throws Exception {
    var part = server();
    var cluster = cluster(part);

    cluster.up();
    cluster.up();

    assertThat(part.starts()).isEqualTo(1);
    assertThat(cluster.status()).isTrue();
    assertThat(table).singleElement().asString().contains("answers", "process " + pid(part));

    cluster.down();

    assertThat(Listeners.isTaken(part.port())).isFalse();
    assertThat(cluster.status()).isFalse();
    assertThat(table).last().asString().contains("stopped");
  }

  @Test
  void what_a_killed_part_left_behind_is_ended_by_down_and_replaced_by_up() throws Exception {
    var part = server();
    var cluster = cluster(part);
    cluster.up();
    kill(pid(part));
    assertThat(Listeners.isTaken(part.port())).as("its worker lives").isTrue();

    cluster.up();

    assertThat(part.starts()).isEqualTo(2);
    assertThat(cluster.status()).isTrue();

    kill(pid(part));
    cluster.down();

    assertThat(Listeners.isTaken(part.port())).isFalse();
  }

  @Test
  void one_part_is_restarted() throws Exception {
    var part = server();
    var cluster = cluster(part);
    cluster.up();
    var before = pid(part);

    cluster.restart(cluster.part("fake"));

    assertThat(pid(part)).isNotEqualTo(before);
    assertThat(part.starts()).isEqualTo(2);
    assertThat(cluster.status()).isTrue();
    assertThatThrownBy(() -> cluster.part("fakes"))
        .isInstanceOf(LaunchException.class)
        .hasMessage("there is no part fakes: the parts are fake");
  }

  @Test
  void a_port_that_another_process_has_is_named_with_part_and_process() throws Exception {
    var part = server();
    try (var foreign = new ServerSocket(part.port(), 1, InetAddress.getLoopbackAddress())) {
      var cluster = cluster(part);

      assertThatThrownBy(cluster::up)
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("fake needs port " + foreign.getLocalPort())
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " (java)")
          .hasMessageContaining("--port");
      assertThat(cluster.status()).isFalse();
      assertThat(table).last().asString().contains("stopped", "its port is taken by process");
    }
  }

  @Test
  void an_answer_of_another_process_is_not_the_parts() throws Exception {
    var part = new FakePart("fake", directory.resolve("fake"), FakePart.freePort(), "sleep 600");
    parts.add(part);
    new PartProcess(part.directory()).start(part.command());
    try (var _ = new ServerSocket(part.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(cluster(part).status()).isFalse();
      assertThat(table).last().asString().contains("does not answer");
    }
  }

  @Test
  void a_part_that_ends_at_once_is_told_with_what_it_said() {
    var part = new FakePart(
        "fake", directory.resolve("fake"), FakePart.freePort(), "echo no memory; exit 1");

    assertThatThrownBy(cluster(part)::up)
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll("no memory", "fake ended");
  }

  @Test
  void two_commands_at_once_start_a_part_once() throws Exception {
    var part = server();
    Callable<Boolean> up = () -> {
      try (var _ = ClusterLock.take(directory, progress::add)) {
        cluster(part).up();
        return true;
      }
    };

    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var done : threads.invokeAll(List.of(up, up))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(part.starts()).isEqualTo(1);
    assertThat(progress)
        .contains("Starting fake …")
        .filteredOn(it -> it.contains("waiting"))
        .hasSize(1);
    assertThat(Files.exists(directory.resolve("lock"))).isTrue();
  }
}
