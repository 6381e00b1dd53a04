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

/// nginx with the module nchan: a publisher at `/pub` and a subscriber, by stream or socket, at
/// `/sub`. One worker: with two, the channel goes through shared memory, and fewer messages
/// arrive.
public final class Nchan implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(10);

  private final Process process;
  private final URI url;

  private Nchan(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /// @param files of the packages `nginx` and `libnginx-mod-nchan`, unpacked
  public static Nchan start(Path files, Path scratch) throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var prefix = Files.createDirectories(scratch.resolve("nginx"));
    var module = files.resolve("libnginx-mod-nchan/usr/lib/nginx/modules/ngx_nchan_module.so");
    var configuration =
        Files.writeString(prefix.resolve("nginx.conf"), configuration(module, port));
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
    return new Nchan(process, URI.create("http://127.0.0.1:" + port));
  }

  private static String configuration(Path module, int port) {
    return """
      load_module %s;
      daemon off;
      worker_processes 1;
      worker_rlimit_nofile 20000;
      pid nginx.pid;
      error_log stderr error;
      events { worker_connections 19000; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d backlog=4096;
          location = /pub {
            nchan_publisher;
            nchan_channel_id bench;
          }
          location = /sub {
            nchan_subscriber;
            nchan_channel_id bench;
            nchan_subscriber_first_message newest;
          }
        }
      }
      """.formatted(module, port);
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
