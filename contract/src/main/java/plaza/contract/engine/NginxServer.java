package plaza.contract.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import plaza.launcher.part.NginxPart;

/// nginx on a free port of the loopback, which shares requests out among nodes, as `bin/cluster`
/// has it.
public final class NginxServer implements AutoCloseable {
  private final Path directory = Checkout.directory("nginx-");
  private final NginxPart part;
  private final EngineProcess process;

  /// @param nodes `host:port` of each
  public NginxServer(List<String> nodes) {
    this.part = new NginxPart(Checkout.programs(), directory, FreePort.next(), nodes, false);
    part.prepare(EngineProcess::run);
    // One process, which dies with anyone who started it.
    var command = Stream.concat(part.command().stream(), Stream.of("-g", "master_process off;"));
    process = EngineProcess.start(directory.resolve("log"), command.toList());
    process.awaitSaying("getrlimit");
  }

  public String url() {
    return part.address();
  }

  @Override
  public void close() {
    process.close();
  }
}
