package plaza.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server under test: a process of its own, from its start to its stop.
public final class Running implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
  private static final long STOP_SECONDS_MAX = 30;

  private final Process process;
  private final String url;
  private final Duration timeToReady;

  private Running(Process process, String url, Duration timeToReady) {
    this.process = process;
    this.url = url;
    this.timeToReady = timeToReady;
  }

  /// Starts it, and returns when it says that it is ready.
  public static Running start(List<String> command) throws IOException {
    var began = System.nanoTime();
    var process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var ready = READY.matcher(line);
      if (ready.find()) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Running(process, ready.group(1), took);
      }
    }
    throw new IOException("it did not start: " + String.join(" ", command));
  }

  public String url() {
    return url;
  }

  public Duration timeToReady() {
    return timeToReady;
  }

  public long pid() {
    return process.pid();
  }

  public Cpu cpu() {
    return Cpu.of(process.pid());
  }

  /// Pulls the plug.
  public void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
