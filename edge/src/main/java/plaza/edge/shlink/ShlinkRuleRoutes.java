package plaza.edge.shlink;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.link.Condition;
import plaza.core.link.Condition.Kind;
import plaza.core.link.Link;
import plaza.core.link.LinkEdit;
import plaza.core.link.Links;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.link.ShortUrls;

/// The routes of a short URL's redirect rules.
public final class ShlinkRuleRoutes {
  private static final Map<Kind, String> TYPES = new EnumMap<>(Map.of(
      Kind.DEVICE, "device",
      Kind.LANGUAGE, "language",
      Kind.QUERY, "query-param",
      Kind.QUERY_ANY_VALUE, "any-value-query-param",
      Kind.QUERY_NO_VALUE, "valueless-query-param",
      Kind.BEFORE, "before-date",
      Kind.AFTER, "after-date",
      Kind.BROWSER, "browser"));

  private final Links links;
  private final ShortUrls urls;

  public ShlinkRuleRoutes(Links links, ShortUrls urls) {
    this.links = links;
    this.urls = urls;
  }

  public List<Route> routes() {
    var path = "/short-urls/{code}/redirect-rules";
    return List.of(
        ShlinkDoor.route(
            "GET",
            path,
            "List a short URL's rules",
            Schema.of("", "ShlinkRules", 200, "application", "domain"),
            this::list),
        ShlinkDoor.route(
            "POST",
            path,
            "Set a short URL's rules",
            Schema.of("NewShlinkRules", "ShlinkRules", 200, "application", "domain"),
            this::set));
  }

  private Answer list(Exchange exchange) {
    var code = ShlinkDoor.code(exchange, urls);
    return answer(code.text(), links.find(exchange.application().id(), code));
  }

  private Answer set(Exchange exchange) {
    var code = ShlinkDoor.code(exchange, urls);
    var application = exchange.application();
    var fields = Fields.besideApplication(exchange.request());
    var rules = fields.list("redirectRules").map(list -> rules(fields, list)).orElse(List.of());
    rules.stream()
        .flatMap(rule -> urls.problem(exchange.request(), rule.target()).stream())
        .findFirst()
        .ifPresent(problem -> fields.wrong("redirectRules", problem));
    fields.done(() -> answer(code.text(), links.find(application.id(), code)));
    var edits = List.<LinkEdit>of(new LinkEdit.Rules(rules));
    return answer(code.text(), links.change(application, code, edits, IfMatch.ANY));
  }

  private static List<Rule> rules(Fields fields, JsonNode list) {
    var problem = Rule.countProblem(list.size());
    if (problem.isPresent()) {
      fields.wrong("redirectRules", problem.get());
      return List.of();
    }
    var rules = new ArrayList<Rule>();
    for (var item : list) {
      var given = Fields.ofItem(item);
      given.number("priority", _ -> Optional.empty());
      var target = given.requiredText("longUrl", Target::problem);
      var conditions = given.list("conditions").map(items -> conditions(given, items));
      conditions.flatMap(Rule::problem).ifPresent(words -> given.wrong("conditions", words));
      if (given.errors().isEmpty()) {
        rules.add(new Rule(new Target(target.orElseThrow()), conditions.orElseThrow()));
      } else {
        fields.wrong("redirectRules", "have a rule whose fields are invalid: " + given.errors());
      }
    }
    return rules;
  }

  private static List<Condition> conditions(Fields rule, JsonNode list) {
    var conditions = new ArrayList<Condition>();
    for (var item : list) {
      var kind = TYPES.entrySet().stream()
          .filter(entry -> entry.getValue().equals(item.path("type").asText()))
          .map(Map.Entry::getKey)
          .findFirst();
      if (kind.isEmpty()) {
        rule.wrong("conditions", "must have a type of " + String.join(", ", TYPES.values()));
        continue;
      }
      var key = item.path("matchKey").asText("");
      var value = value(kind.get(), item.path("matchValue").asText(""));
      var problem = Condition.problem(kind.get(), key, value);
      if (problem.isPresent()) {
        rule.wrong("conditions", "have a " + TYPES.get(kind.get()) + " that " + problem.get());
      } else {
        conditions.add(new Condition(kind.get(), key, value));
      }
    }
    return conditions;
  }

  /// A time in any zone is kept in UTC.
  private static String value(Kind kind, String text) {
    if (kind != Kind.BEFORE && kind != Kind.AFTER) {
      return text;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static Answer answer(String code, Reply<Link> reply) {
    return switch (reply) {
      case Reply.Refused<Link>(var refusal) -> throw ShlinkProblems.refused(code, refusal);
      case Reply.Invalid<Link>(var _, var problem) ->
        throw Problem.field("redirectRules", problem).refuse();
      default -> Replies.answer(reply, ShlinkRuleRoutes::shown);
    };
  }

  private static Answer shown(Link link) {
    var json = Json.object().put("defaultLongUrl", link.terms().target().url());
    var list = json.putArray("redirectRules");
    var rules = link.terms().redirection().rules();
    for (int i = 0; i < rules.size(); i++) {
      var rule =
          list.addObject().put("longUrl", rules.get(i).target().url()).put("priority", i + 1);
      var conditions = rule.putArray("conditions");
      for (var condition : rules.get(i).conditions()) {
        var shown = conditions.addObject().put("type", TYPES.get(condition.kind()));
        Json.textOrNull(shown, "matchKey", condition.key());
        Json.textOrNull(shown, "matchValue", condition.value());
      }
    }
    return Answer.json(200, json);
  }
}
