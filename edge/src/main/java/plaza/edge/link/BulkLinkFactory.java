package plaza.edge.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import plaza.core.event.RequestKey;
import plaza.core.link.Link;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Exchange;
import plaza.edge.http.Failures;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;

/// Creates many links in one call, each independently: one that can't be created has the reason
/// in its place. They are in different partitions of the log, so all or none can't be had. Who
/// wants to know beforehand what a call comes to, makes it dry.
record BulkLinkFactory(LinkFactory making, ShortUrls urls) {
  /// The most links of a call.
  static final int COUNT_MAX = 1_000;

  Answer make(Exchange exchange) {
    var fields = Fields.besideApplication(exchange.request());
    var call = Calls.waiting(exchange.request(), fields);
    var items = fields.list("links");
    items
        .filter(list -> list.isEmpty() || list.size() > COUNT_MAX)
        .ifPresent(
            list -> fields.wrong("links", "must be 1 to " + COUNT_MAX + ", were " + list.size()));
    if (!RequestKey.Id.wellFormed(keyOf(call, COUNT_MAX))) {
      fields.wrong(
          "Idempotency-Key", "is too long: each link gets its own key, with /number appended");
    }
    fields.done();
    return made(exchange, call, items.orElseThrow());
  }

  private Answer made(Exchange exchange, RequestOptions call, JsonNode items) {
    var dry = isDry(exchange.request());
    var tasks = new ArrayList<Callable<ObjectNode>>();
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      var key = call.key().isEmpty() ? "" : keyOf(call, i);
      tasks.add(() -> one(exchange, key, item, dry));
    }
    var json = Json.object();
    var list = json.putArray("links");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(tasks).forEach(done -> list.add(done.resultNow()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating links", e);
    }
    return Answer.json(200, json);
  }

  /// Whether the call only asks what it would come to.
  private static boolean isDry(plaza.edge.http.Request request) {
    var text = request.parameter("dry_run").orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw Problem.of(400, "The query parameter dry_run is neither true nor false")
          .refuse();
    }
    return text.equals("true");
  }

  private static String keyOf(RequestOptions call, int index) {
    return call.key() + "/" + index;
  }

  /// @param key of a link that has no `client_id`; empty: none
  private ObjectNode one(Exchange exchange, String key, JsonNode item, boolean dry) {
    try {
      var fields = Fields.ofItem(item);
      var call = Calls.ofItem(fields, key);
      return dry
          ? rehearsed(exchange, call, fields)
          : shown(exchange, making.make(exchange, call, fields));
    } catch (Problem.Refusal refusal) {
      return shown(refusal.problem());
    } catch (RuntimeException | Error e) {
      return shown(Failures.problem(exchange.request().id(), true, e));
    }
  }

  private ObjectNode rehearsed(Exchange exchange, RequestOptions call, Fields fields) {
    return making
        .rehearse(exchange, call, fields)
        .map(reply -> shown(exchange, reply))
        .orElseGet(() -> Json.object().put("status", 201));
  }

  private ObjectNode shown(Exchange exchange, Reply<Link> reply) {
    return switch (reply) {
      case Reply.Created<Link>(var link) -> shown(exchange, 201, link);
      case Reply.Ok<Link>(var link) -> shown(exchange, 200, link);
      case Reply.Invalid<Link>(var field, var problem) -> shown(Problem.field(field, problem));
      case Reply.Refused<Link>(var refusal) -> shown(Replies.problem(refusal));
      case Reply.Queued<Link> _ -> throw new IllegalStateException("links are waited for");
      case Reply.Deleted<Link>() -> throw new IllegalStateException("making deletes nothing");
    };
  }

  private ObjectNode shown(Exchange exchange, int status, Link link) {
    var json = Json.object().put("status", status);
    json.set("link", LinkJson.of(link, urls.of(exchange.request(), link.code())));
    return json;
  }

  private static ObjectNode shown(Problem problem) {
    var json = Json.object().put("status", problem.status());
    json.set("problem", problem.whole());
    return json;
  }
}
