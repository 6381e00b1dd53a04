package plaza.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import plaza.core.pipeline.Supervised;
import plaza.core.port.RateLimiter;
import plaza.core.product.Product;
import plaza.edge.chat.ChatJson;
import plaza.edge.chat.ChatRoutes;
import plaza.edge.chat.MessageRoutes;
import plaza.edge.chat.SearchRoutes;
import plaza.edge.console.ConsoleRoutes;
import plaza.edge.fetch.Pages;
import plaza.edge.fetch.PublicHosts;
import plaza.edge.http.Etags;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Limits;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;
import plaza.edge.link.LinkJson;
import plaza.edge.link.LinkRoutes;
import plaza.edge.link.ModerationRoutes;
import plaza.edge.link.PageTitles;
import plaza.edge.link.ShortUrls;
import plaza.edge.link.TitleFetcher;
import plaza.edge.live.Cursors;
import plaza.edge.live.Live;
import plaza.edge.live.LiveRoutes;
import plaza.edge.operations.Health;
import plaza.edge.operations.OperationRoutes;
import plaza.edge.redirect.CodeRoutes;
import plaza.edge.redirect.MissLimiter;
import plaza.edge.redirect.Redirects;
import plaza.edge.redirect.VisitFactory;
import plaza.edge.shlink.ShlinkLinkFields;
import plaza.edge.shlink.ShlinkLinkRoutes;
import plaza.edge.shlink.ShlinkRuleRoutes;
import plaza.edge.shlink.ShlinkServerRoutes;
import plaza.edge.shlink.ShlinkTagRoutes;
import plaza.edge.shlink.ShlinkVisitRoutes;
import plaza.edge.socket.SocketRoutes;
import plaza.edge.tenant.ApplicationJson;
import plaza.edge.tenant.ApplicationRoutes;

/// The edge of a server: its route table, listening.
public final class Edge implements AutoCloseable {
  /// Those that describe the fields of their resources.
  private static final List<Consumer<ObjectNode>> DESCRIBED = List.of(
      ApplicationJson::describe,
      ChatJson::describe,
      LinkJson::describe,
      ShlinkLinkFields::describe);

  private final HttpEdge http;
  private final Live live;
  private final Pages pages;

  private Edge(HttpEdge http, Live live, Pages pages) {
    this.http = http;
    this.live = live;
    this.pages = pages;
  }

  /// What the edge calls.
  ///
  /// @param console the files of the web console, by name; empty: without it
  /// @param local whether the store and the search index are in this process
  public record Services(
      Product product,
      RateLimiter rates,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, byte[]>> console,
      boolean local) {}

  /// Starts listening.
  ///
  /// @throws IOException the address can't be listened on
  public static Edge start(EdgeConfig config, Services services) throws IOException {
    var product = services.product();
    var environment = product.environment();
    var access = new Access(
        product.tenants().applications(),
        product.tenants().tickets(),
        new GuessLimiter(services.rates()),
        config.open(),
        config.passkey());
    var pacing = new RequestRates(services.rates(), config.ratePerSecond());
    var live = new Live(product.chats().live(), access::stillAdmits);
    var observer =
        new VisitFactory(product.links().codes(), product.ports().caches(), environment.nanoTime());
    FunctionCounter.builder("plaza.agents.unparsed", observer, VisitFactory::unparsedAgents)
        .description("User agents counted as unknown because too many new ones came at once")
        .register(services.metrics());
    var redirects = new Redirects(
        product.links().cache(),
        product.visits().collector(),
        product.visits().visits(),
        observer,
        new MissLimiter(services.rates()),
        environment.clock());
    var pages = new Pages(PublicHosts.publicNetworkAnd(config.fetchFrom()), config.version());
    var front = new RequestPipeline(
        new RouteTable(routes(services, live, access, pacing, redirects, pages, config)),
        access,
        pacing,
        redirects,
        config,
        services);
    live.measure(services.metrics());
    live.start();
    return new Edge(
        HttpEdge.start(config.host(), config.port(), config.tls(), Limits.DEFAULT, front),
        live,
        pages);
  }

  /// One table: what is in it is dispatched, and described. The more particular route comes
  /// first.
  private static List<Route> routes(
      Services services,
      Live live,
      Access access,
      RequestRates pacing,
      Redirects redirects,
      Pages pages,
      EdgeConfig config) {
    var product = services.product();
    var applications = product.tenants().applications();
    var chats = product.chats().chats();
    var links = product.links().links();
    var visits = product.visits().visits();
    var etags = new Etags(product.epoch());
    var cursors = new Cursors(product.epoch());
    var messages = new MessageRoutes(chats, product.chats().messages(), etags);
    var sending = new SocketSending(access, pacing, messages);
    var routes = new ArrayList<Route>();
    routes.addAll(new ApplicationRoutes(applications, product.tenants().keys(), etags).routes());
    routes.addAll(new ChatRoutes(chats, etags).routes());
    routes.addAll(new SearchRoutes(product.chats().search()).routes());
    routes.addAll(messages.routes());
    routes.addAll(new LiveRoutes(
            chats, product.chats().messages(), product.tenants().tickets(), live, cursors)
        .routes());
    routes.addAll(new SocketRoutes(chats, live, cursors, sending).routes());
    routes.addAll(new OperationRoutes(
            services.health(), services.metrics(), () -> routes, DESCRIBED, config.version())
        .routes());
    routes.addAll(new ConsoleRoutes(services.console(), config.open(), config.version()).routes());
    var urls = new ShortUrls(config.shortUrl(), config.tls().isPresent());
    var titling = new TitleFetcher(links, new PageTitles(pages));
    routes.addAll(new LinkRoutes(links, visits, urls, etags, titling).routes());
    routes.addAll(
        new ShlinkLinkRoutes(links, visits, urls, titling, product.environment().clock()).routes());
    routes.addAll(new ModerationRoutes(product.links().moderation()).routes());
    routes.addAll(new ShlinkTagRoutes(links).routes());
    routes.addAll(new ShlinkVisitRoutes(
            links,
            visits,
            urls,
            exchange ->
                access.isOperators(exchange.caller()) || applications.only().isPresent())
        .routes());
    routes.addAll(new ShlinkRuleRoutes(links, urls).routes());
    routes.addAll(new ShlinkServerRoutes(services.health(), urls).routes());
    routes.addAll(new CodeRoutes(redirects, links, urls).routes());
    routes.addAll(redirects.routes());
    return routes;
  }

  /// What it does again and again, as long as it lives.
  public List<Supervised> supervised() {
    return Stream.concat(http.supervised().stream(), live.supervised().stream()).toList();
  }

  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    live.close();
    http.close();
    pages.close();
  }
}
