package plaza.contract.engine;

import java.net.URI;
import java.nio.file.Path;
import plaza.launcher.part.OpenSearchPart;

/// An OpenSearch of one node on free ports of the loopback, with a directory of its own. Its
/// classes are those of the module `engine/opensearch`.
public final class OpenSearchServer implements AutoCloseable {
  private final Path directory = Checkout.directory("opensearch-");
  private final OpenSearchPart part =
      new OpenSearchPart(Checkout.programs(), directory, FreePort.next(), FreePort.next());
  private int starts;
  private EngineProcess process;

  public OpenSearchServer() {
    part.prepare(EngineProcess::run);
    this.process = started();
  }

  private EngineProcess started() {
    starts++;
    var started = EngineProcess.start(directory.resolve("node-" + starts + ".log"), part.command());
    started.awaitSaying("OpenSearch is ready");
    return started;
  }

  public URI uri() {
    return URI.create(part.address());
  }

  /// Kills the node as a crash would.
  public void kill() {
    process.close();
  }

  /// Has the node stand still: it keeps its connections, and answers nobody.
  public void freeze() {
    process.freeze();
  }

  /// Has it go on after [#freeze].
  public void wake() {
    process.wake();
  }

  /// Starts it again after [#kill].
  public void start() {
    process = started();
  }

  @Override
  public void close() {
    process.close();
  }
}
