package plaza.edge.tenant;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.port.Page;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Applications;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.Keys;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Etags;
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

/// The routes of applications and their keys.
public final class ApplicationRoutes {
  private static final String ONE = "/applications/{token}";
  private static final List<String> GET = List.of("GET");
  private static final List<String> POST = List.of("POST");
  private static final List<String> CHANGE = List.of("PATCH", "PUT");
  private static final List<String> DELETE = List.of("DELETE");

  private final Applications applications;
  private final Keys keys;
  private final Etags etags;

  public ApplicationRoutes(Applications applications, Keys keys, Etags etags) {
    this.applications = applications;
    this.keys = keys;
    this.etags = etags;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            POST,
            "/applications",
            Who.OPERATOR,
            Route.BODY_MAX,
            "Create an application",
            Schema.creating("NewApplication", "ApplicationWithSecret"),
            this::create),
        new Route(
            GET,
            "/applications",
            Who.OPERATOR,
            Route.BODY_MAX,
            "List applications",
            Schema.of("", "Applications", 200, "cursor", "limit", "page", "per_page")
                .with("ETag", "Link"),
            this::list),
        new Route(
            GET,
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Show an application",
            Schema.of("", "Application", 200).with("ETag"),
            this::show),
        new Route(
            CHANGE,
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Change an application or its settings",
            Schema.of("ApplicationChange", "Application", 200).with("ETag"),
            this::change),
        new Route(
            DELETE,
            ONE,
            Who.APPLICATION_EVEN_DELETED,
            Route.BODY_MAX,
            "Delete an application",
            Schema.of("", "", 204),
            this::delete),
        new Route(
            POST,
            ONE + "/keys",
            Who.APPLICATION,
            Route.BODY_MAX,
            "Create a second secret key",
            Schema.creating("NewKey", "KeyWithSecret").with("Location"),
            this::addKey),
        new Route(
            GET,
            ONE + "/keys",
            Who.APPLICATION,
            Route.BODY_MAX,
            "List the active keys, without secrets",
            Schema.of("", "Keys", 200).with("ETag"),
            this::listKeys),
        new Route(
            DELETE,
            ONE + "/keys/{key}",
            Who.APPLICATION,
            Route.BODY_MAX,
            "Revoke a key",
            Schema.of("", "", 204),
            this::revokeKey));
  }

  private Answer create(Exchange exchange) {
    var fields = Fields.of(exchange.request(), "application", "chat_application");
    var call = Calls.waiting(exchange.request(), fields);
    var name = fields.requiredText("name", ApplicationName::problem);
    var edits = ApplicationFields.edits(fields, false);
    fields.done();
    return Replies.answer(
        applications.create(call, new ApplicationName(name.orElseThrow()), edits),
        issued -> tagged(
                Answer.json(201, ApplicationJson.of(issued.view(), issued.secret())), issued.view())
            .with("Location", location(issued.view().application())),
        issued -> tagged(Answer.json(200, ApplicationJson.of(issued.view())), issued.view()));
  }

  private static String location(Application application) {
    return "/api/v1/applications/" + application.token().hex();
  }

  private Answer tagged(Answer answer, TenantStore.View view) {
    return answer.with("ETag", etag(view));
  }

  private String etag(TenantStore.View view) {
    return etags.of(view.application().position(), view.tail().position());
  }

  /// In order of creation. Applications have no number: the place in the list is the token of the
  /// last one.
  private Answer list(Exchange exchange) {
    var request = exchange.request();
    var page = page(request);
    var views = applications.list(page);
    var json = Json.array();
    views.forEach(view -> json.add(ApplicationJson.of(view)));
    var positions = views.stream()
        .flatMapToLong(
            view -> LongStream.of(view.application().position(), view.tail().position()))
        .toArray();
    var answer = links(request, page, views)
        .map(link -> Answer.json(200, json).with("Link", link))
        .orElseGet(() -> Answer.json(200, json));
    return Etags.tagged(request, answer, etags.ofMany(positions));
  }

  private Page page(Request request) {
    if (request.parameter("after").isPresent() || request.parameter("before").isPresent()) {
      throw Problem.field("base", "applications have no number: use the cursor in Link, or page")
          .refuse();
    }
    var cursor = request.parameter("cursor");
    if (cursor.isEmpty()) {
      return Paging.of(request);
    }
    if (request.parameter("page").isPresent() || request.parameter("per_page").isPresent()) {
      throw Problem.field("base", "use either cursor or page with per_page").refuse();
    }
    var last = Token.parse(cursor.get())
        .flatMap(applications::lookUp)
        .orElseThrow(() -> Problem.of(400, "The cursor can't be read").refuse());
    return new Page.After(last.id().value(), Paging.limit(request, "limit"));
  }

  private static Optional<String> links(Request request, Page page, List<TenantStore.View> views) {
    if (page instanceof Page.Numbered) {
      return Paging.links(request, page, views.size(), 0, 0, Long.MAX_VALUE);
    }
    return views.size() < page.limit()
        ? Optional.empty()
        : Optional.of(Paging.link(
            request,
            "next",
            "cursor=" + views.getLast().application().token().hex() + "&limit=" + page.limit()));
  }

  private Answer show(Exchange exchange) {
    return Replies.answer(
        applications.find(exchange.application().token()),
        view -> Etags.tagged(
            exchange.request(), Answer.json(200, ApplicationJson.of(view)), etag(view)));
  }

  private Answer change(Exchange exchange) {
    var fields = Fields.of(exchange.request(), "application", "chat_application");
    var edits = ApplicationFields.edits(fields, true);
    fields.done();
    var token = exchange.application().token();
    return Replies.answer(
        applications.change(token, edits, etags.ifMatch(exchange.request())),
        view -> tagged(Answer.json(200, ApplicationJson.of(view)), view));
  }

  private Answer delete(Exchange exchange) {
    var token = exchange.application().token();
    return Replies.answer(
        applications.delete(token, etags.ifMatch(exchange.request())), _ -> Answer.empty(204));
  }

  private Answer addKey(Exchange exchange) {
    var fields = Fields.of(exchange.request());
    var call = Calls.waiting(exchange.request(), fields);
    fields.done();
    var token = exchange.application().token();
    return Replies.answer(
        keys.add(token, call),
        issued -> Answer.json(201, ApplicationJson.of(issued.key(), issued.secret()))
            .with(
                "Location",
                location(exchange.application()) + "/keys/" + issued.key().id().hex()),
        issued -> Answer.json(200, ApplicationJson.of(issued.key())));
  }

  private Answer listKeys(Exchange exchange) {
    return Replies.answer(keys.list(exchange.application().token()), list -> {
      var json = Json.array();
      list.forEach(key -> json.add(ApplicationJson.of(key)));
      var positions = list.stream().mapToLong(ApplicationKey::position).toArray();
      return Etags.tagged(exchange.request(), Answer.json(200, json), etags.ofMany(positions));
    });
  }

  private Answer revokeKey(Exchange exchange) {
    if (!etags.ifMatch(exchange.request()).equals(IfMatch.ANY)) {
      // A key has no tag, so none can match.
      return Replies.problem(Reply.Refusal.STALE).answer();
    }
    var key = KeyId.parse(String.valueOf(exchange.path().get("key")))
        .orElseThrow(() -> Replies.problem(Keys.KEY.missing()).refuse());
    return Replies.answer(keys.revoke(exchange.application().token(), key), _ -> Answer.empty(204));
  }
}
