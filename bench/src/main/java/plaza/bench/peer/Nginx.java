package plaza.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import plaza.bench.measure.Cpu;

/// nginx, with one worker: the rest of the machine is the load generator's.
public final class Nginx implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(10);

  private final Process process;
  private final URI url;

  private Nginx(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /// @param files of the packages that are needed, unpacked
  /// @param modules the configuration's first lines; empty: none
  /// @param locations what its server answers
  public static Nginx start(Path files, Path scratch, String modules, String locations)
      throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var prefix = Files.createDirectories(scratch.resolve("nginx"));
    var configuration =
        Files.writeString(prefix.resolve("nginx.conf"), configuration(modules, port, locations));
    var process = new ProcessBuilder(
            files.resolve("nginx/usr/sbin/nginx").toString(),
            "-p",
            prefix.toString(),
            "-e",
            "stderr",
            "-c",
            configuration.toString())
        .inheritIO()
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    await(process, port);
    return new Nginx(process, URI.create("http://127.0.0.1:" + port));
  }

  private static String configuration(String modules, int port, String locations) {
    return """
      %s
      daemon off;
      worker_processes 1;
      worker_rlimit_nofile 20000;
      pid nginx.pid;
      error_log stderr error;
      events { worker_connections 19000; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d backlog=4096;
          %s
        }
      }
      """.formatted(modules, port, locations);
  }

  private static void await(Process process, int port) throws IOException {
    var deadline = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("nginx does not start", e);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  public URI url() {
    return url;
  }

  /// Of its workers: the process that was started only watches them.
  public Cpu cpu() {
    return new Cpu(process.children().map(ProcessHandle::pid).toList());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      var _ = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
