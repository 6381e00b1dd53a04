package plaza.engine.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/// One OpenSearch node that is a cluster by itself, from jars alone: there is no package of it
/// where Plaza is built. It listens on the loopback and asks nobody for a password.
final class OpenSearchNode extends Node {
  private static final Logger LOG = LogManager.getLogger(OpenSearchNode.class);

  /// What a distribution has as modules: HTTP, and deleting by query.
  private static final List<String> MODULES = List.of(
      "org.opensearch.transport.Netty4ModulePlugin",
      "org.opensearch.index.reindex.ReindexModulePlugin");

  private OpenSearchNode(Environment environment, Collection<PluginInfo> modules) {
    super(environment, modules, true);
  }

  /// @param arguments its home, which has its settings in `config/opensearch.yml`, and its data
  public static void main(String[] arguments) throws Exception {
    var home = Path.of(arguments[0]).toAbsolutePath();
    var settings = Settings.builder()
        .put("path.home", home.toString())
        .put("transport.type", "netty4")
        .put("http.type", "netty4")
        .build();
    var environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one");
    var modules = new ArrayList<PluginInfo>();
    for (var name : MODULES) {
      modules.add(new PluginInfo(
          name,
          "",
          Version.CURRENT.toString(),
          Version.CURRENT,
          String.valueOf(Runtime.version().feature()),
          name,
          null,
          List.of(),
          false));
    }
    var node = new OpenSearchNode(environment, modules);
    node.start();
    // Those who start it wait for these words.
    LOG.warn("OpenSearch is ready");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    Thread.currentThread().join();
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException e) {
      LOG.warn("OpenSearch did not close", e);
    }
  }
}
