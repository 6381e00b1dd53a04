package plaza.edge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import plaza.core.chat.Chats;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Messages;
import plaza.core.port.Pace;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Keys;
import plaza.edge.chat.ChatRoutes;
import plaza.edge.chat.MessageRoutes;
import plaza.edge.chat.SearchRoutes;
import plaza.edge.http.Etags;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Limits;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;
import plaza.edge.operations.Health;
import plaza.edge.operations.OperationRoutes;
import plaza.edge.tenant.ApplicationRoutes;

/// The edge of a server: its route table, listening.
public final class Edge implements AutoCloseable {
  private final HttpEdge http;

  private Edge(HttpEdge http) {
    this.http = http;
  }

  /// What the edge calls.
  ///
  /// @param epoch of the store, a part of every entity tag
  public record Services(
      Applications applications,
      Keys keys,
      Chats chats,
      Messages messages,
      MessageSearch search,
      Pace pace,
      String epoch,
      Health health,
      PrometheusMeterRegistry metrics,
      RandomGenerator random) {}

  /// Starts listening.
  ///
  /// @throws IOException the address can't be listened on
  public static Edge start(EdgeConfig config, Services services) throws IOException {
    var table = new RouteTable(routes(services, config.version()));
    var front = new Front(
        table,
        new Access(services.applications(), config.open()),
        new Pacing(services.pace(), config.ratePerSecond()),
        config.trustedProxies(),
        services.random(),
        services.metrics());
    return new Edge(HttpEdge.start(config.host(), config.port(), Limits.DEFAULT, front));
  }

  /// One table: what is in it is dispatched, and described. The more particular route comes
  /// first.
  private static List<Route> routes(Services services, String version) {
    var etags = new Etags(services.epoch());
    var routes = new ArrayList<Route>();
    routes.addAll(new ApplicationRoutes(services.applications(), services.keys(), etags).routes());
    routes.addAll(new ChatRoutes(services.chats(), etags).routes());
    routes.addAll(new SearchRoutes(services.search()).routes());
    routes.addAll(new MessageRoutes(services.chats(), services.messages(), etags).routes());
    routes.addAll(
        new OperationRoutes(services.health(), services.metrics(), () -> routes, version).routes());
    return routes;
  }

  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
  }
}
