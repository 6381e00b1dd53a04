package plaza.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose process it is: numbers are given to others, and recorded ones outlive their processes.
class PartProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir
  private Path directory = Path.of("");

  private Process stranger = nothing();

  /// One that works in the part's directory, as somebody's shell might.
  @BeforeEach
  void startStranger() throws Exception {
    stranger = new ProcessBuilder("setsid", "sleep", "600")
        .directory(directory.toFile())
        .start();
    assertThat(Waiting.until(PATIENCE, () -> session(stranger.pid()) == stranger.pid()))
        .isTrue();
  }

  @AfterEach
  void stopStranger() throws Exception {
    stranger.destroyForcibly();
    assertThat(stranger.waitFor(20, TimeUnit.SECONDS)).isTrue();
    new PartProcess(directory).stop(PATIENCE, () -> {});
  }

  private static Process nothing() {
    try {
      return new ProcessBuilder("true").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long session(long pid) {
    return ProcessStat.of(pid).map(ProcessStat::session).orElse(0L);
  }

  private void record(Object... words) throws Exception {
    var text = new ArrayList<String>();
    for (var word : words) {
      text.add(word.toString());
    }
    Files.writeString(directory.resolve("pid"), String.join(" ", text));
  }

  private static String boot() throws Exception {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  private static long startTicks(long pid) {
    return ProcessStat.of(pid).orElseThrow().startTicks();
  }

  private void assertThatStrangerIsLeftAlone() {
    var part = new PartProcess(directory);
    assertThat(part.isRunning()).isFalse();
    assertThat(part.family()).isEmpty();
    part.stop(PATIENCE, () -> {});
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void a_process_that_has_the_number_of_one_that_ended_is_not_the_part() throws Exception {
    record(stranger.pid(), startTicks(stranger.pid()) - 1, boot());

    assertThatStrangerIsLeftAlone();
  }

  @Test
  void a_process_of_another_start_of_the_system_is_not_the_part() throws Exception {
    record(stranger.pid(), startTicks(stranger.pid()), "00000000-0000-0000-0000-000000000000");

    assertThatStrangerIsLeftAlone();
  }

  @Test
  void a_record_of_an_earlier_version_is_the_process_that_works_in_the_directory()
      throws Exception {
    record(stranger.pid());
    assertThat(new PartProcess(directory).pid()).hasValue(stranger.pid());

    record(ProcessHandle.current().pid());
    assertThat(new PartProcess(directory).isRunning()).isFalse();
  }

  @Test
  void a_record_that_was_half_written_is_none() throws Exception {
    record(stranger.pid(), startTicks(stranger.pid()));
    assertThatStrangerIsLeftAlone();

    record("", "");
    assertThatStrangerIsLeftAlone();
  }

  @Test
  void a_process_has_its_record_when_it_begins() throws Exception {
    var part = new PartProcess(directory);
    part.start(List.of("sh", "-c", "cp pid seen; exec sleep 600"));
    assertThat(Waiting.until(PATIENCE, () -> Files.exists(directory.resolve("seen"))))
        .isTrue();
    assertThat(part.isRunning()).isTrue();

    part.stop(PATIENCE, () -> {});

    assertThat(part.isRunning()).isFalse();
    assertThat(directory.resolve("pid")).doesNotExist();
  }

  @Test
  void a_process_that_stands_still_is_killed_with_what_it_started() throws Exception {
    var part = new PartProcess(directory);
    part.start(List.of("sh", "-c", "trap '' TERM; sleep 600 & sleep 600"));
    assertThat(Waiting.until(PATIENCE, () -> part.family().size() == 3)).isTrue();
    var family = part.family();
    var killed = new ArrayList<String>();

    part.stop(Duration.ofMillis(100), () -> killed.add("killed"));

    assertThat(killed).hasSize(1);
    assertThat(family).allMatch(pid -> ProcessStat.of(pid).isEmpty());
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void a_programs_name_may_look_like_the_rest_of_the_line() {
    var line = "7 (a) Z 1 (b) S 1 2 3 0 -1 4 5 6 7 8 9 10 11 12 20 0 1 0 4711 99 1";

    var stat = ProcessStat.parse(7, line);

    assertThat(stat.state()).isEqualTo('S');
    assertThat(stat.session()).isEqualTo(3);
    assertThat(stat.startTicks()).isEqualTo(4711);
  }
}
