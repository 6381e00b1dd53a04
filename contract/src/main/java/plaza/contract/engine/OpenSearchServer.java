package plaza.contract.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// An OpenSearch of one node on free ports of the loopback, with a directory of its own. Its
/// classes are those of the module `engine/opensearch`.
public final class OpenSearchServer implements AutoCloseable {
  private static final Path ENGINE = Checkout.file("engine/opensearch/target");

  private final Path directory = Checkout.directory("opensearch-");
  private final int port = FreePort.next();
  private final int nodePort = FreePort.next();
  private int starts;
  private EngineProcess process;

  public OpenSearchServer() {
    this.process = started();
  }

  private EngineProcess started() {
    starts++;
    var started = EngineProcess.start(
        directory.resolve("node-" + starts + ".log"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            ENGINE.resolve("classes") + ":" + ENGINE.resolve("lib") + "/*",
            "plaza.engine.opensearch.OpenSearchNode",
            directory.resolve("data").toString(),
            String.valueOf(port),
            String.valueOf(nodePort)));
    started.awaitSaying("OpenSearch is ready");
    return started;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Kills the node as a crash would.
  public void kill() {
    process.close();
  }

  /// Starts it again after [#kill].
  public void start() {
    process = started();
  }

  /// Has the node hang: it takes connections, and answers nothing.
  public void freeze() {
    process.freeze();
  }

  /// Has it go on after [#freeze].
  public void wake() {
    process.wake();
  }

  @Override
  public void close() {
    process.close();
  }
}
