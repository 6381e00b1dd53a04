package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkPage.Counted;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkQuery.Order;
import plaza.core.link.LinkQuery.Tagged;
import plaza.core.link.LinkTerms;
import plaza.core.link.Links;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.visit.Visits;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.link.ShortUrls;
import plaza.edge.link.TitleFetcher;

/// The routes of short URLs: create, list, read, edit, delete.
public final class ShlinkLinkRoutes {
  private static final Map<String, Order> ORDERS = Map.of(
      "dateCreated", Order.CREATED,
      "shortCode", Order.CODE,
      "longUrl", Order.TARGET,
      "title", Order.TITLE,
      "nonBotVisits", Order.VISITS,
      "visits", Order.VISITS_AND_BOTS);

  /// The shortest code that can be asked for; ours are as long as they are.
  private static final int CODE_LENGTH_MIN = 4;

  private final Links links;
  private final Visits visits;
  private final ShortUrls urls;
  private final TitleFetcher titling;
  private final InstantSource clock;

  public ShlinkLinkRoutes(
      Links links, Visits visits, ShortUrls urls, TitleFetcher titling, InstantSource clock) {
    this.links = links;
    this.visits = visits;
    this.urls = urls;
    this.titling = titling;
    this.clock = clock;
  }

  public List<Route> routes() {
    var one = "/short-urls/{code}";
    return List.of(
        ShlinkDoor.route(
            "GET",
            "/short-urls",
            "List short URLs",
            Schema.of(
                "",
                "ShlinkShortUrls",
                200,
                "application",
                "page",
                "itemsPerPage",
                "searchTerm",
                "orderBy",
                "tags[]",
                "tagsMode",
                "excludeTags[]",
                "excludeTagsMode",
                "startDate",
                "endDate",
                "excludeMaxVisitsReached",
                "excludePastValidUntil",
                "domain"),
            this::list),
        ShlinkDoor.route(
            "POST",
            "/short-urls",
            "Create a short URL",
            Schema.of("NewShlinkShortUrl", "ShlinkShortUrl", 200, "application"),
            this::create),
        ShlinkDoor.route(
            "GET",
            one,
            "Show a short URL",
            Schema.of("", "ShlinkShortUrl", 200, "application", "domain"),
            this::read),
        ShlinkDoor.route(
            "PATCH",
            one,
            "Edit a short URL",
            Schema.of("ShlinkShortUrlEdit", "ShlinkShortUrl", 200, "application", "domain"),
            this::edit),
        ShlinkDoor.route(
            "DELETE",
            one,
            "Delete a short URL",
            Schema.of("", "", 204, "application", "domain"),
            this::delete));
  }

  private Answer list(Exchange exchange) {
    var request = exchange.request();
    var page = ShlinkQuery.page(request);
    var query = query(request);
    var json = Json.object();
    var body = json.putObject("shortUrls");
    var data = body.putArray("data");
    if (ShlinkDoor.isOfDomain(request, urls)) {
      var found = links.list(exchange.application().id(), query, page.skipped(), page.size());
      found.links().forEach(counted -> data.add(shown(request, counted)));
      page.put(body, found.links().size(), found.total());
    } else {
      page.put(body, 0, 0);
    }
    return Answer.json(200, json);
  }

  private LinkQuery query(Request request) {
    var order = ShlinkQuery.order(request, "dateCreated-DESC", ORDERS);
    return new LinkQuery(
        request.parameter("searchTerm").orElse(""),
        tagged(request, "tags", "tagsMode"),
        tagged(request, "excludeTags", "excludeTagsMode"),
        ShlinkQuery.time(request, "startDate"),
        ShlinkQuery.time(request, "endDate"),
        ShlinkQuery.flag(request, "excludePastValidUntil") ? clock.instant() : Validity.NEVER,
        ShlinkQuery.flag(request, "excludeMaxVisitsReached"),
        order.by(),
        order.descending());
  }

  private static Tagged tagged(Request request, String tags, String mode) {
    var texts = ShlinkQuery.list(request, tags);
    if (texts.size() > LinkTerms.TAGS_MAX) {
      throw Problem.field(tags, "must be at most " + LinkTerms.TAGS_MAX).refuse();
    }
    return new Tagged(texts, request.parameter(mode).orElse("any").equals("all"));
  }

  private Answer create(Exchange exchange) {
    var request = exchange.request();
    var fields = Fields.besideApplication(request);
    var call = Calls.waiting(request, fields);
    var target = fields.requiredText("longUrl", Target::problem).map(Target::new);
    var code = fields.text("customSlug", Code::problem).map(Code::new);
    var again = fields.flag("findIfExists").orElse(false);
    // Shlink's servers do so or not, whatever the caller wants.
    var asksForTitle = fields.flag("fetchTitle").orElse(false);
    fields.number(
        "shortCodeLength",
        length -> length >= CODE_LENGTH_MIN
            ? Optional.empty()
            : Optional.of("must be " + CODE_LENGTH_MIN + " or more"));
    fields.text(
        "domain",
        domain -> ShlinkDoor.isOwn(domain, request, urls)
            ? Optional.empty()
            : Optional.of("must be " + urls.authority(request) + ": it is the only domain"));
    var edits = ShlinkLinkFields.editsBesideTarget(fields);
    target.ifPresent(there -> requireForeign(request, fields, there));
    fields.done();
    var terms = LinkEdit.apply(LinkTerms.to(target.orElseThrow()), edits);
    var application = exchange.application();
    if (again) {
      var same = links
          .same(application.id(), terms)
          .filter(link -> code.isEmpty() || link.code().equals(code.get()));
      if (same.isPresent()) {
        return answer(request, same.get());
      }
    }
    var reply = code.isPresent()
        ? links.createNamed(application, call, code.get(), terms)
        : links.create(application, call, terms);
    return answer(
        request,
        code.map(Code::text).orElse(""),
        asksForTitle ? titling.titled(application, reply) : reply);
  }

  private void requireForeign(Request request, Fields fields, Target target) {
    urls.problem(request, target).ifPresent(problem -> fields.wrong("longUrl", problem));
  }

  private Answer read(Exchange exchange) {
    var code = ShlinkDoor.code(exchange, urls);
    return answer(
        exchange.request(), code.text(), links.find(exchange.application().id(), code));
  }

  private Answer edit(Exchange exchange) {
    var request = exchange.request();
    var code = ShlinkDoor.code(exchange, urls);
    var fields = Fields.besideApplication(request);
    var edits = ShlinkLinkFields.edits(fields);
    for (var edit : edits) {
      if (edit instanceof LinkEdit.ToTarget(var target)) {
        requireForeign(request, fields, target);
      }
    }
    var application = exchange.application();
    fields.done(() -> requireFound(code, links.find(application.id(), code)));
    return answer(
        request,
        code.text(),
        edits.isEmpty()
            ? links.find(application.id(), code)
            : links.change(application, code, edits, IfMatch.ANY));
  }

  private Answer delete(Exchange exchange) {
    var code = ShlinkDoor.code(exchange, urls);
    var application = exchange.application().id();
    requireFound(code, links.find(application, code));
    requireFound(code, links.delete(application, code, IfMatch.ANY));
    return Answer.empty(204);
  }

  private static void requireFound(Code code, Reply<Link> found) {
    if (found instanceof Reply.Refused<Link>(var refusal)) {
      throw ShlinkProblems.refused(code.text(), refusal);
    }
  }

  private Answer answer(Request request, String code, Reply<Link> reply) {
    return switch (reply) {
      case Reply.Refused<Link>(var refusal) -> throw ShlinkProblems.refused(code, refusal);
      case Reply.Invalid<Link>(var field, var problem) ->
        throw Problem.field(field(field), problem).refuse();
      default -> Replies.answer(reply, link -> answer(request, link));
    };
  }

  /// What the contract calls a field.
  private static String field(String field) {
    return switch (field) {
      case "url" -> "longUrl";
      case "code" -> "customSlug";
      default -> field;
    };
  }

  private Answer answer(Request request, Link link) {
    var counted = visits.total(link.code());
    return Answer.json(200, shown(request, new Counted(link, counted.visits(), counted.bots())));
  }

  private ObjectNode shown(Request request, Counted counted) {
    return ShlinkJson.link(
        counted, urls.of(request, counted.link().code()), links.blocked(counted.link()));
  }
}
