package plaza.edge.link;

import java.util.List;
import java.util.function.Function;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.Links;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitScope;
import plaza.core.visit.Visits;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Etags;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Replies;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of Plaza's own links API: creating links and reading their statistics.
public final class LinkRoutes {
  private final Links links;
  private final Visits visits;
  private final ShortUrls urls;
  private final Etags etags;
  private final TitleFetcher titling;
  private final LinkFactory making;

  public LinkRoutes(Links links, Visits visits, ShortUrls urls, Etags etags, TitleFetcher titling) {
    this.links = links;
    this.visits = visits;
    this.urls = urls;
    this.etags = etags;
    this.titling = titling;
    this.making = new LinkFactory(links, urls);
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("POST"),
            "/shorten",
            Who.APPLICATION_OR_ONLY,
            Route.BODY_MAX,
            "Shorten a URL",
            Schema.creating("NewLink", "Link", "application"),
            this::shorten),
        new Route(
            List.of("POST"),
            "/shorten/bulk",
            Who.APPLICATION_OR_ONLY,
            Route.BULK_MAX,
            "Shorten up to " + BulkLinkFactory.COUNT_MAX + " URLs, each independently",
            Schema.of("NewLinks", "MadeLinks", 200, "application", "dry_run"),
            new BulkLinkFactory(making, urls)::make),
        new Route(
            List.of("GET"),
            "/{code}/stats",
            Who.APPLICATION_OR_ONLY,
            Route.BODY_MAX,
            "Count a link's visits",
            Schema.of("", "LinkStats", 200, "application", "from", "to", "time_zone"),
            this::stats),
        new Route(
            List.of("GET"),
            "/{code}/visits.csv",
            Who.APPLICATION_OR_ONLY,
            Route.BODY_MAX,
            "Export a link's visits",
            Schema.of("", "LinkVisitsCsv", 200, "application", "from", "to", "time_zone")
                .as("text/csv"),
            this::export));
  }

  private Answer shorten(Exchange exchange) {
    var request = exchange.request();
    var fields = Fields.besideApplication(request);
    var asksForTitle = fields.flag("fetch_title").orElse(false);
    var reply = making.make(exchange, Calls.waiting(request, fields), fields);
    return Replies.answer(
        asksForTitle ? titling.titled(exchange.application(), reply) : reply,
        link -> shown(exchange, 201, link).with("Location", urls.of(request, link.code())),
        link -> shown(exchange, 200, link));
  }

  private Answer stats(Exchange exchange) {
    var zone = Times.zone(exchange.request());
    var period = Times.period(exchange.request(), zone);
    return found(exchange, link -> {
      var json = StatsJson.of(visits.statistics(link.code(), period, zone));
      links.blocked(link).ifPresent(reason -> json.put("blocked", reason));
      return Answer.json(200, json);
    });
  }

  private Answer export(Exchange exchange) {
    var zone = Times.zone(exchange.request());
    var period = Times.period(exchange.request(), zone);
    return found(exchange, link -> {
      var all = visits.all(new VisitQuery(VisitScope.link(link.code()), period, true));
      return Answer.pieces("text/csv; charset=utf-8", VisitsCsv.of(all))
          .with("Content-Disposition", "attachment; filename=\"visits.csv\"");
    });
  }

  /// Answers about the link in the path.
  private Answer found(Exchange exchange, Function<Link, Answer> answer) {
    var text = String.valueOf(exchange.path().get("code"));
    if (Code.problem(text).isPresent()) {
      return Replies.NOTHING.answer();
    }
    var code = new Code(text);
    return Replies.answer(links.find(exchange.application().id(), code), answer);
  }

  private Answer shown(Exchange exchange, int status, Link link) {
    return Answer.json(status, LinkJson.of(link, urls.of(exchange.request(), link.code())))
        .with("ETag", etags.of(link.position()));
  }
}
