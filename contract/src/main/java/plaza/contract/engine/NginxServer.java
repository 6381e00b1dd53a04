package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// nginx on a free port of the loopback, which shares requests out among nodes, as `bin/cluster`
/// has it.
public final class NginxServer implements AutoCloseable {
  private static final Path UNPACKED = Checkout.file("spec/target/tools/nginx/usr/sbin/nginx");
  private static final Path INSTALLED = Path.of("/usr/sbin/nginx");

  private final Path directory = Checkout.directory("nginx-");
  private final int port = FreePort.next();
  private final EngineProcess process;

  /// @param nodes `host:port` of each
  public NginxServer(List<String> nodes) {
    try {
      Files.writeString(directory.resolve("nginx.conf"), configuration(nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var program = Files.exists(INSTALLED) ? INSTALLED : UNPACKED;
    process = EngineProcess.start(
        directory.resolve("log"),
        List.of(program.toString(), "-p", directory + "/", "-e", "stderr", "-c", "nginx.conf"));
    process.awaitSaying("getrlimit");
  }

  private String configuration(List<String> nodes) {
    var servers = nodes.stream()
        .map(node -> "server " + node + " max_fails=1 fail_timeout=1s;")
        .collect(Collectors.joining(" "));
    return """
        worker_processes 1; master_process off; daemon off; pid nginx.pid; error_log stderr notice;
        events { worker_connections 1024; }
        http {
          access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          upstream nodes { zone nodes 64k; least_conn; %s keepalive 64; }
          server {
            listen 127.0.0.1:%d; client_max_body_size 12m;
            location / {
              proxy_pass http://nodes; proxy_http_version 1.1; proxy_set_header Host $http_host;
              proxy_set_header Connection ''; proxy_buffering off;
              proxy_read_timeout 75s; proxy_connect_timeout 500ms;
              proxy_next_upstream error timeout http_502; proxy_next_upstream_tries 2;
            }
          }
        }
        """.formatted(servers, port);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
