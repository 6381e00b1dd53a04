package plaza.edge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import plaza.core.chat.Chats;
import plaza.core.chat.LiveChats;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Messages;
import plaza.core.link.Codes;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkModeration;
import plaza.core.link.Links;
import plaza.core.pipeline.Supervised;
import plaza.core.port.Cache;
import plaza.core.port.RateLimiter;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Keys;
import plaza.core.tenant.Tickets;
import plaza.core.visit.VisitCollector;
import plaza.core.visit.Visits;
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
import plaza.edge.shlink.ShlinkLinkRoutes;
import plaza.edge.shlink.ShlinkRuleRoutes;
import plaza.edge.shlink.ShlinkServerRoutes;
import plaza.edge.shlink.ShlinkTagRoutes;
import plaza.edge.shlink.ShlinkVisitRoutes;
import plaza.edge.socket.SocketRoutes;
import plaza.edge.tenant.ApplicationRoutes;

/// The edge of a server: its route table, listening.
public final class Edge implements AutoCloseable {
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
  /// @param epoch of the store, a part of every entity tag
  /// @param console the files of the web console, by name; empty: without it
  /// @param local whether the store and the search index are in this process
  public record Services(
      Applications applications,
      Keys keys,
      Tickets tickets,
      Chats chats,
      Messages messages,
      MessageSearch search,
      LiveChats liveChats,
      Links links,
      LinkCache knownLinks,
      LinkModeration moderation,
      Codes codes,
      Cache.Maker caches,
      VisitCollector collector,
      Visits visits,
      RateLimiter pace,
      String epoch,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, byte[]>> console,
      boolean local,
      InstantSource clock,
      RandomGenerator random) {}

  /// Starts listening.
  ///
  /// @throws IOException the address can't be listened on
  public static Edge start(EdgeConfig config, Services services) throws IOException {
    var access = new Access(
        services.applications(),
        services.tickets(),
        new GuessLimiter(services.pace()),
        config.open(),
        config.passkey());
    var pacing = new RequestRates(services.pace(), config.ratePerSecond());
    var live = new Live(services.liveChats(), access::stillAdmits);
    var observer = new VisitFactory(services.codes(), services.caches(), System::nanoTime);
    FunctionCounter.builder("plaza.agents.unparsed", observer, VisitFactory::unparsedAgents)
        .description("User agents that count as unknown: too many new ones came at once")
        .register(services.metrics());
    var redirects = new Redirects(
        services.knownLinks(),
        services.collector(),
        services.visits(),
        observer,
        new MissLimiter(services.pace()),
        services.clock());
    var pages = new Pages(PublicHosts.publicNetworkAnd(config.fetchFrom()), config.version());
    var front = new RequestPipeline(
        new RouteTable(routes(services, live, access, pacing, redirects, pages, config)),
        access,
        pacing,
        redirects,
        new ReadLimiter(services.local()),
        config,
        services.random(),
        services.metrics());
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
    var etags = new Etags(services.epoch());
    var cursors = new Cursors(services.epoch());
    var chats = services.chats();
    var messages = new MessageRoutes(chats, services.messages(), etags);
    var sending = new SocketSending(access, pacing, messages);
    var routes = new ArrayList<Route>();
    routes.addAll(new ApplicationRoutes(services.applications(), services.keys(), etags).routes());
    routes.addAll(new ChatRoutes(chats, etags).routes());
    routes.addAll(new SearchRoutes(services.search()).routes());
    routes.addAll(messages.routes());
    routes.addAll(
        new LiveRoutes(chats, services.messages(), services.tickets(), live, cursors).routes());
    routes.addAll(new SocketRoutes(chats, live, cursors, sending).routes());
    routes.addAll(
        new OperationRoutes(services.health(), services.metrics(), () -> routes, config.version())
            .routes());
    routes.addAll(new ConsoleRoutes(services.console(), config.open(), config.version()).routes());
    var urls = new ShortUrls(config.shortUrl(), config.tls().isPresent());
    var titling = new TitleFetcher(services.links(), new PageTitles(pages));
    routes.addAll(
        new LinkRoutes(services.links(), services.visits(), urls, etags, titling).routes());
    routes.addAll(
        new ShlinkLinkRoutes(services.links(), services.visits(), urls, titling, services.clock())
            .routes());
    routes.addAll(new ModerationRoutes(services.moderation()).routes());
    routes.addAll(new ShlinkTagRoutes(services.links()).routes());
    routes.addAll(new ShlinkVisitRoutes(
            services.links(),
            services.visits(),
            urls,
            exchange -> access.isOperators(exchange.caller())
                || services.applications().only().isPresent())
        .routes());
    routes.addAll(new ShlinkRuleRoutes(services.links(), urls).routes());
    routes.addAll(new ShlinkServerRoutes(services.health(), urls).routes());
    routes.addAll(new CodeRoutes(redirects, services.links(), urls).routes());
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
