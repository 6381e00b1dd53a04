package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import plaza.core.link.LinkTerms;
import plaza.core.link.Links;
import plaza.core.link.TagUse;
import plaza.core.text.Folding;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;

/// The tags of short URLs.
public final class ShlinkTagRoutes {
  private static final Map<String, Comparator<TagUse>> ORDERS = Map.of(
      "tag", Comparator.comparing(TagUse::tag),
      "shortUrlsCount", Comparator.comparingLong(TagUse::links),
      "visits", Comparator.comparingLong(use -> use.visits() + use.bots()),
      "nonBotVisits", Comparator.comparingLong(TagUse::visits));

  private final Links links;

  public ShlinkTagRoutes(Links links) {
    this.links = links;
  }

  public List<Route> routes() {
    return List.of(
        ShlinkDoor.route(
            "GET",
            "/tags",
            "List tags",
            Schema.of(
                "",
                "ShlinkTags",
                200,
                "application",
                "page",
                "itemsPerPage",
                "searchTerm",
                "orderBy"),
            exchange -> list(exchange, TagUse::tag, (data, tag) -> data.add(tag))),
        ShlinkDoor.route(
            "GET",
            "/tags/stats",
            "Show usage counts of tags",
            Schema.of(
                "",
                "ShlinkTagStats",
                200,
                "application",
                "page",
                "itemsPerPage",
                "searchTerm",
                "orderBy"),
            exchange -> list(exchange, Function.identity(), ShlinkTagRoutes::add)),
        ShlinkDoor.route(
            "PUT",
            "/tags",
            "Rename a tag",
            Schema.of("ShlinkRenaming", "", 204, "application"),
            this::rename),
        ShlinkDoor.route(
            "DELETE",
            "/tags",
            "Delete tags from all short URLs",
            Schema.of("", "", 204, "application", "tags[]"),
            this::delete));
  }

  /// How an item is put into a list.
  private interface Adding<T> {
    void add(ArrayNode data, T item);
  }

  private <T> Answer list(Exchange exchange, Function<TagUse, T> item, Adding<T> adding) {
    var request = exchange.request();
    var page = ShlinkQuery.pageOrAll(request);
    var term = Folding.fold(request.parameter("searchTerm").orElse("")).strip();
    var uses = links.tags(exchange.application().id()).stream()
        .filter(use -> Folding.fold(use.tag()).contains(term))
        .sorted(order(request))
        .toList();
    var json = Json.object();
    var tags = json.putObject("tags");
    var data = tags.putArray("data");
    var shown = page.of(uses);
    shown.forEach(use -> adding.add(data, item.apply(use)));
    page.put(tags, shown.size(), uses.size());
    return Answer.json(200, json);
  }

  private static Comparator<TagUse> order(Request request) {
    var order = ShlinkQuery.order(request, "tag-ASC", ORDERS);
    var by = order.descending() ? order.by().reversed() : order.by();
    return by.thenComparing(TagUse::tag);
  }

  private static void add(ArrayNode data, TagUse use) {
    var json = data.addObject().put("tag", use.tag()).put("shortUrlsCount", use.links());
    ShlinkJson.visits(json, "visitsSummary", use.visits(), use.bots());
  }

  private Answer rename(Exchange exchange) {
    var fields = Fields.besideApplication(exchange.request());
    var oldName = fields.requiredText("oldName", _ -> Optional.empty());
    var newName = fields.requiredText("newName", ShlinkTagRoutes::problem);
    fields.done();
    var from = oldName.orElseThrow();
    var to = newName.orElseThrow();
    var application = exchange.application();
    var known = links.tags(application.id()).stream().map(TagUse::tag).toList();
    if (!known.contains(from)) {
      throw ShlinkProblems.tagMissing(from);
    }
    if (!from.equals(to)) {
      if (known.contains(to)) {
        throw ShlinkProblems.tagConflict(from, to);
      }
      links.retag(application, from, to);
    }
    return Answer.empty(204);
  }

  private static Optional<String> problem(String tag) {
    return tag.isBlank() ? Optional.of("can't be blank") : LinkTerms.tagsProblem(List.of(tag));
  }

  private Answer delete(Exchange exchange) {
    for (var tag : ShlinkQuery.list(exchange.request(), "tags")) {
      links.retag(exchange.application(), tag, "");
    }
    return Answer.empty(204);
  }
}
