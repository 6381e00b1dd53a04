package plaza.edge.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import plaza.edge.http.Json;
import plaza.edge.http.Route;

/// The OpenAPI 3.1 document of a route table.
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static ObjectNode of(List<Route> routes, String version) {
    var document = Json.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Plaza")
        .put("version", version)
        .put("description", "Chat, photo feeds and short links for an app, in one server.");
    var paths = document.putObject("paths");
    for (var route : routes) {
      for (var method : route.methods()) {
        paths
            .withObject("/" + pathOf(route).replace("~", "~0").replace("/", "~1"))
            .set(method.toLowerCase(Locale.ROOT), operation(route, method));
      }
    }
    var components = document.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description", "The operator's key or an application's secret key. None in open mode.");
    components.set("schemas", Schemas.all());
    return document;
  }

  private static String pathOf(Route route) {
    return route.who() == Route.Who.ANYBODY ? route.pattern() : "/api/v1" + route.pattern();
  }

  private static ObjectNode operation(Route route, String method) {
    var operation =
        Json.object().put("summary", route.summary()).put("operationId", id(route, method));
    var parameters = operation.putArray("parameters");
    var names = PARAMETER.matcher(route.pattern());
    while (names.find()) {
      parameters.add(parameter(names.group(1), "path").put("required", true));
    }
    route.schema().query().forEach(name -> parameters.add(parameter(name, "query")));
    if (route.schema().status() == 201) {
      parameters.add(parameter("Idempotency-Key", "header"));
    }
    if (!route.schema().request().isEmpty()) {
      operation
          .putObject("requestBody")
          .set("content", content("application/json", route.schema().request()));
    }
    responses(operation.putObject("responses"), route);
    var security = operation.putArray("security");
    if (route.who() != Route.Who.ANYBODY) {
      security.addObject().putArray("key");
      security.addObject();
    }
    return operation;
  }

  private static String id(Route route, String method) {
    return method.toLowerCase(Locale.ROOT) + route.pattern().replaceAll("[^a-zA-Z]+", "_");
  }

  private static ObjectNode parameter(String name, String in) {
    var parameter = Json.object().put("name", name).put("in", in);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static ObjectNode content(String type, String schema) {
    var content = Json.object();
    content.putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + schema);
    return content;
  }

  private static void responses(ObjectNode responses, Route route) {
    var success =
        responses.putObject(Integer.toString(route.schema().status())).put("description", "Done");
    if (!route.schema().response().isEmpty()) {
      success.set("content", content(route.schema().type(), route.schema().response()));
    }
    responses
        .putObject("default")
        .put("description", "A problem (RFC 9457)")
        .set("content", content("application/problem+json", "Problem"));
  }
}
