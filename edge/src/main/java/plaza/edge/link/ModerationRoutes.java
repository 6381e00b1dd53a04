package plaza.edge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.LinkModeration;
import plaza.core.link.TargetHost;
import plaza.core.tenant.LinkBlock;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Paging;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The operator's moderation routes: the owner of a code, taking links down, and blocked hosts.
public final class ModerationRoutes {
  private static final String LINK = "/operator/links/{code}";
  private static final String HOSTS = "/operator/blocked-hosts";
  private static final String HOST = HOSTS + "/{host}";
  private static final String REASON = "reason";
  private static final String REASON_DEFAULT = "against the rules of this server";

  private final LinkModeration moderation;

  public ModerationRoutes(LinkModeration moderation) {
    this.moderation = moderation;
  }

  public List<Route> routes() {
    return List.of(
        route("GET", LINK, "Show the owner of a short link", "", "OperatorLink", 200, this::show),
        route(
            "DELETE",
            LINK,
            "Take a short link down",
            "NewBlock",
            "OperatorLink",
            200,
            this::takeDown),
        route(
            "POST",
            LINK + "/restore",
            "Restore a short link that was taken down",
            "",
            "OperatorLink",
            200,
            this::restore),
        new Route(
            List.of("GET"),
            HOSTS,
            Who.OPERATOR,
            Route.BODY_MAX,
            "List the blocked hosts",
            Schema.of("", "BlockedHosts", 200, "cursor", "limit").with("Link"),
            this::list),
        route(
            "PUT",
            HOST,
            "Block a host, with its subdomains, for all short links",
            "NewBlock",
            "BlockedHost",
            200,
            this::block),
        route("DELETE", HOST, "Unblock a host", "", "", 204, this::unblock));
  }

  private static Route route(
      String method,
      String path,
      String summary,
      String request,
      String response,
      int status,
      Route.Handler handler) {
    return new Route(
        List.of(method),
        path,
        Who.OPERATOR,
        Route.BODY_MAX,
        summary,
        Schema.of(request, response, status),
        handler);
  }

  private Answer show(Exchange exchange) {
    return shown(code(exchange));
  }

  private Answer shown(Code code) {
    return moderation
        .find(code)
        .map(view -> Answer.json(200, json(view)))
        .orElseGet(Replies.NOTHING::answer);
  }

  private Answer takeDown(Exchange exchange) {
    var code = code(exchange);
    var reason = reason(exchange.request());
    if (moderation.find(code).isEmpty()) {
      return Replies.NOTHING.answer();
    }
    requireRoom(moderation.takeDown(code, reason));
    return shown(code);
  }

  /// Putting up what is up changes nothing.
  private Answer restore(Exchange exchange) {
    var code = code(exchange);
    var _ = moderation.restore(code);
    return shown(code);
  }

  private static Code code(Exchange exchange) {
    var text = String.valueOf(exchange.path().get("code"));
    if (Code.problem(text).isPresent()) {
      throw Replies.NOTHING.refuse();
    }
    return new Code(text);
  }

  private Answer list(Exchange exchange) {
    var request = exchange.request();
    var limit = Paging.limit(request, "limit");
    var after = request.parameter("cursor").orElse("");
    var rest = moderation.blocks(LinkBlock.Kind.HOST).stream()
        .filter(block -> block.value().compareTo(after) > 0)
        .limit(limit + 1L)
        .toList();
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var json = Json.array();
    page.forEach(block -> json.add(json(block)));
    var answer = Answer.json(200, json);
    if (rest.size() <= limit) {
      return answer;
    }
    var cursor = URLEncoder.encode(page.getLast().value(), StandardCharsets.UTF_8);
    return answer.with(
        "Link", Paging.link(request, "next", "cursor=" + cursor + "&limit=" + limit));
  }

  private Answer block(Exchange exchange) {
    var host = host(exchange);
    var reason = reason(exchange.request());
    requireRoom(moderation.blockHost(host, reason));
    return moderation.blocks(LinkBlock.Kind.HOST).stream()
        .filter(block -> block.value().equals(TargetHost.canonical(host)))
        .findFirst()
        .map(block -> Answer.json(200, json(block)))
        .orElseGet(Replies.NOTHING::answer);
  }

  private Answer unblock(Exchange exchange) {
    var _ = moderation.unblockHost(host(exchange));
    return Answer.empty(204);
  }

  private static String host(Exchange exchange) {
    var host = String.valueOf(exchange.path().get("host"));
    TargetHost.problem(host).ifPresent(problem -> {
      throw Problem.field("host", problem).refuse();
    });
    return host;
  }

  /// In the query or in the body: some clients send no body with DELETE.
  private static String reason(Request request) {
    var inQuery = request.parameter(REASON);
    if (inQuery.isPresent()) {
      LinkBlock.reasonProblem(inQuery.get()).ifPresent(problem -> {
        throw Problem.field(REASON, problem).refuse();
      });
      return inQuery.get();
    }
    if (request.body().length == 0) {
      return REASON_DEFAULT;
    }
    var fields = Fields.of(request);
    var reason = fields.text(REASON, LinkBlock::reasonProblem);
    fields.done();
    return reason.orElse(REASON_DEFAULT);
  }

  private static void requireRoom(boolean done) {
    if (!done) {
      throw Problem.field(
              "base", "there are " + LinkBlock.COUNT_MAX + " of them, which is the maximum")
          .refuse();
    }
  }

  private static ObjectNode json(LinkModeration.View view) {
    var link = view.link();
    var json = Json.object()
        .put("code", link.code().text())
        .put("url", link.terms().target().url())
        .put("created_at", Json.time(link.createdAt()))
        .put("deleted", link.deleted() || view.owner().deleted());
    json.putObject("application")
        .put("token", view.owner().token().hex())
        .put("name", view.owner().name().text())
        .put("deleted", view.owner().deleted());
    var rules = json.putArray("rule_urls");
    link.terms().redirection().rules().forEach(rule -> rules.add(rule.target().url()));
    takenDown(json, view.takenDown());
    return json;
  }

  private static void takenDown(ObjectNode json, Optional<LinkBlock> block) {
    if (block.isEmpty()) {
      json.putNull("taken_down");
    } else {
      json.putObject("taken_down")
          .put(REASON, block.get().reason())
          .put("at", Json.time(block.get().at()));
    }
  }

  private static ObjectNode json(LinkBlock block) {
    return Json.object()
        .put("host", block.value())
        .put(REASON, block.reason())
        .put("blocked_at", Json.time(block.at()));
  }
}
