package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.Links;
import plaza.core.link.Validity;
import plaza.core.pipeline.Reply;
import plaza.core.visit.Counts;
import plaza.core.visit.Period;
import plaza.core.visit.VisitPage;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitTarget;
import plaza.core.visit.Visits;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.link.ShortUrls;

/// The routes of visits: count, list, delete.
public final class ShlinkVisitRoutes {
  private final Links links;
  private final Visits visits;
  private final ShortUrls urls;
  private final OrphanSight orphans;

  /// @param orphans who sees orphan visits
  public ShlinkVisitRoutes(Links links, Visits visits, ShortUrls urls, OrphanSight orphans) {
    this.links = links;
    this.visits = visits;
    this.urls = urls;
    this.orphans = orphans;
  }

  /// Whether a caller sees orphan visits.
  @FunctionalInterface
  public interface OrphanSight {
    boolean of(Exchange exchange);
  }

  public List<Route> routes() {
    var ofLink = "/short-urls/{code}/visits";
    var orphan = "/visits/orphan";
    return List.of(
        ShlinkDoor.route(
            "GET",
            "/visits",
            "Count all visits",
            Schema.of("", "ShlinkVisitsOverview", 200, "application"),
            this::overview),
        listing(ofLink, "List a short URL's visits", this::ofLink),
        ShlinkDoor.route(
            "DELETE",
            ofLink,
            "Delete a short URL's visits",
            Schema.of("", "ShlinkDeletedVisits", 200, "application", "domain"),
            this::deleteOfLink),
        listing("/tags/{tag}/visits", "List the visits of a tag's short URLs", this::ofTag),
        listing("/domains/{domain}/visits", "List the visits of a domain", this::ofDomain),
        listing("/visits/non-orphan", "List the visits of short URLs", this::ofAll),
        listing(orphan, "List orphan visits", this::ofOrphans, "type"),
        ShlinkDoor.route(
            "DELETE",
            orphan,
            "Delete orphan visits",
            Schema.of("", "ShlinkDeletedVisits", 200, "application"),
            this::deleteOrphans));
  }

  /// The application whose visits a call requests; empty: none.
  @FunctionalInterface
  private interface Asking {
    Optional<VisitScope> among(Exchange exchange);
  }

  private Route listing(String path, String summary, Asking asking, String... more) {
    var query = new java.util.ArrayList<>(List.of(
        "application", "page", "itemsPerPage", "startDate", "endDate", "excludeBots", "domain"));
    query.addAll(Arrays.asList(more));
    return ShlinkDoor.route(
        "GET",
        path,
        summary,
        Schema.of("", "ShlinkVisits", 200, query.toArray(String[]::new)),
        exchange -> list(exchange, asking.among(exchange)));
  }

  private Optional<VisitScope> ofLink(Exchange exchange) {
    return Optional.of(VisitScope.link(found(exchange)));
  }

  /// The code in the path, of a link that is there.
  private Code found(Exchange exchange) {
    var code = ShlinkDoor.code(exchange, urls);
    if (links.find(exchange.application().id(), code) instanceof Reply.Refused<Link>(var refusal)) {
      throw ShlinkProblems.refused(code.text(), refusal);
    }
    return code;
  }

  private Optional<VisitScope> ofTag(Exchange exchange) {
    var tag = String.valueOf(exchange.path().get("tag"));
    var codes = links.tagged(exchange.application().id(), tag);
    if (codes.isEmpty()) {
      throw ShlinkProblems.tagMissing(tag);
    }
    return inDomain(exchange, VisitScope.links(codes));
  }

  private Optional<VisitScope> ofDomain(Exchange exchange) {
    var domain = String.valueOf(exchange.path().get("domain"));
    if (!ShlinkDoor.isOwn(domain, exchange.request(), urls)) {
      throw ShlinkProblems.domainMissing(domain);
    }
    return Optional.of(new VisitScope.Application(exchange.application().id()));
  }

  private Optional<VisitScope> ofAll(Exchange exchange) {
    return inDomain(exchange, new VisitScope.Application(exchange.application().id()));
  }

  private Optional<VisitScope> ofOrphans(Exchange exchange) {
    var kind = exchange.request().parameter("type").map(ShlinkVisitRoutes::orphan);
    return orphans.of(exchange)
        ? inDomain(exchange, kind.map(VisitScope::orphans).orElseGet(VisitScope::orphans))
        : Optional.empty();
  }

  private static VisitTarget.Orphan orphan(String word) {
    return Arrays.stream(VisitTarget.Orphan.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> Problem.field("type", "must be base_url, invalid_short_url or regular_404")
                .refuse());
  }

  private Optional<VisitScope> inDomain(Exchange exchange, VisitScope among) {
    return Optional.of(among).filter(_ -> ShlinkDoor.isOfDomain(exchange.request(), urls));
  }

  private Answer list(Exchange exchange, Optional<VisitScope> among) {
    var request = exchange.request();
    var page = ShlinkQuery.pageOrAll(request);
    if (page.skipped() > VisitQuery.REACH_MAX) {
      throw Problem.field(
              "page",
              "must not be beyond " + VisitQuery.REACH_MAX
                  + " visits: use endDate to reach earlier visits")
          .refuse();
    }
    var period = period(request);
    var bots = !ShlinkQuery.flag(request, "excludeBots");
    var found = among
        .map(whose ->
            visits.page(new VisitQuery(whose, period, bots), (int) page.skipped(), page.size()))
        .orElseGet(() -> new VisitPage(List.of(), 0));
    var json = Json.object();
    var body = json.putObject("visits");
    var data = body.putArray("data");
    found.items().forEach(item -> data.add(visit(request, item)));
    page.put(body, found.items().size(), found.total());
    return Answer.json(200, json);
  }

  /// The contract's times are to the second, and its end is a part of what it ends.
  private static Period period(Request request) {
    var from = ShlinkQuery.time(request, "startDate");
    var to = ShlinkQuery.time(request, "endDate");
    return new Period(
        from.equals(Validity.NEVER) ? Period.ALWAYS.from() : from,
        to.equals(Validity.NEVER)
            ? Period.ALWAYS.to()
            : Instant.ofEpochSecond(to.getEpochSecond() + 1));
  }

  private ObjectNode visit(Request request, VisitPage.Item item) {
    var trace = item.sighting().trace();
    var json = Json.object()
        .put("referer", trace.referrer())
        .put("date", ShlinkJson.time(item.sighting().at()))
        .put("userAgent", trace.agent())
        .putNull("visitLocation")
        .put("potentialBot", item.sighting().traits().bot())
        .put("visitedUrl", urls.at(request, trace.url()));
    return item.place() instanceof VisitTarget.Orphan orphan
        ? json.put("type", orphan.word())
        : json;
  }

  private Answer overview(Exchange exchange) {
    var own = visits.total(exchange.application().id());
    var others = orphans.of(exchange)
        ? visits.count(new VisitQuery(VisitScope.orphans(), Period.ALWAYS, true))
        : Counts.NONE;
    var json = Json.object();
    var body = json.putObject("visits");
    ShlinkJson.visits(body, "nonOrphanVisits", own.visits(), own.bots());
    ShlinkJson.visits(body, "orphanVisits", others.visits(), others.bots());
    return Answer.json(200, json);
  }

  private Answer deleteOfLink(Exchange exchange) {
    var application = exchange.application().id();
    return deleted(visits.clear(new VisitTarget.OfLink(application, found(exchange))));
  }

  private Answer deleteOrphans(Exchange exchange) {
    return deleted(orphans.of(exchange) ? visits.clearOrphans() : 0);
  }

  private static Answer deleted(long count) {
    return Answer.json(200, Json.object().put("deletedVisits", count));
  }
}
