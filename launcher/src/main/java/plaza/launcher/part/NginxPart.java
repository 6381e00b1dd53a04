package plaza.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plaza.launcher.process.Programs;

/// nginx in front of nodes.
///
/// @param nodes `host:port` of each
/// @param forwards whether nodes hear who the client is. In open mode they answer nobody who comes
///     through a proxy and says so
public record NginxPart(
    Programs programs, Path directory, int port, List<String> nodes, boolean forwards)
    implements Part {
  /// What a system's own configuration has around the one of Plaza.
  private static final String FRAME = """
      worker_processes 1;
      daemon off;
      pid nginx.pid;
      error_log stderr notice;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        include plaza.conf;
      }
      """;

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  /// Written at each start: it depends on how the nodes were started.
  @Override
  public void prepare(Runner runner) {
    var template = Template.of(programs.example("nginx.conf"))
        .set(
            "server",
            nodes.stream().map(node -> node + " max_fails=1 fail_timeout=2s").toList())
        .set("listen", "127.0.0.1:" + port);
    if (!forwards) {
      template.without("proxy_set_header X-Forwarded-For");
    }
    template.write(directory.resolve("plaza.conf"));
    try {
      Files.writeString(directory.resolve("nginx.conf"), FRAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> command() {
    return List.of(
        programs.installed("nginx").toString(),
        "-p",
        directory + "/",
        "-e",
        "stderr",
        "-c",
        "nginx.conf");
  }

  @Override
  public boolean answers() {
    return Probe.answers(address() + "/ready");
  }
}
