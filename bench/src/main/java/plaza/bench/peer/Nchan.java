package plaza.bench.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import plaza.bench.measure.Cpu;

/// nginx with the module nchan: a publisher at `/pub` and a subscriber, by stream or socket, at
/// `/sub`. One worker: with two, the channel goes through shared memory, and fewer messages
/// arrive.
public record Nchan(Nginx nginx) implements AutoCloseable {
  private static final String LOCATIONS = """
      location = /pub {
        nchan_publisher;
        nchan_channel_id bench;
      }
      location = /sub {
        nchan_subscriber;
        nchan_channel_id bench;
        nchan_subscriber_first_message newest;
      }
      """;

  /// @param files of the packages `nginx` and `libnginx-mod-nchan`, unpacked
  public static Nchan start(Path files, Path scratch) throws IOException {
    var module = files.resolve("libnginx-mod-nchan/usr/lib/nginx/modules/ngx_nchan_module.so");
    return new Nchan(Nginx.start(files, scratch, "load_module " + module + ";", LOCATIONS));
  }

  public URI url() {
    return nginx.url();
  }

  public Cpu cpu() {
    return nginx.cpu();
  }

  @Override
  public void close() {
    nginx.close();
  }
}
