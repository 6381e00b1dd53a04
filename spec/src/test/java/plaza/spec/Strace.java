package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// System calls that fail, or take long: `strace` laid over a server.
final class Strace implements AutoCloseable {
  private final Process process;

  private Strace(Process process) {
    this.process = process;
  }

  /// Lays faults over a server that runs; they go when this is closed.
  ///
  /// @param fault as strace takes it: `fsync:error=EIO`
  /// @param files whose calls are meant
  static Strace over(PlazaServer server, String fault, Path... files) throws IOException {
    var command = new ArrayList<>(List.of("strace", "-f", "-q", "-o", "/dev/null"));
    command.addAll(faults(fault, files));
    command.addAll(List.of("-p", Long.toString(server.pid())));
    var process = new ProcessBuilder(command).inheritIO().start();
    await().until(() -> isTraced(server) || !process.isAlive());
    assertThat(process.isAlive()).as("strace runs").isTrue();
    return new Strace(process);
  }

  private static boolean isTraced(PlazaServer server) throws IOException {
    try (var threads = java.nio.file.Files.list(Path.of("/proc", "" + server.pid(), "task"))) {
      for (var thread : threads.toList()) {
        if (java.nio.file.Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
          return false;
        }
      }
    }
    return true;
  }

  /// What to start a server under, so that faults are there from its first call on.
  static List<String> before(String fault, Path... files) {
    // The tracer is the grandchild: the process that is started becomes the server.
    var command = new ArrayList<>(List.of("strace", "-D", "-f", "-q", "-o", "/dev/null"));
    command.addAll(faults(fault, files));
    command.addAll(PlazaServer.command());
    return command;
  }

  private static List<String> faults(String fault, Path... files) {
    var options = new ArrayList<>(
        List.of("-e", "trace=" + fault.substring(0, fault.indexOf(':')), "-e", "inject=" + fault));
    for (var file : files) {
      options.addAll(List.of("-P", file.toString()));
    }
    return options;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
