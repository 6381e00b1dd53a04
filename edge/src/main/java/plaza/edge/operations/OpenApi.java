package plaza.edge.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Schema.Repeats;
import plaza.edge.http.Route.Who;

/// The OpenAPI 3.1 document of a route table: addresses, methods and who may call come from the
/// table, so they can't drift; declared fields come from their resources, and how bodies look
/// beside them is in `components.json` beside this class.
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private static final String DESCRIPTION =
      "Chat for an app: applications, chats and messages, numbered 1, 2, 3 …, live and searchable. The "
          + "resources of an application also answer at /api/v1/X, and itself at /api/v1/application, where the "
          + "credential names the application; all "
          + "of them also without /api/v1, and under /api/v1/chat_applications. Flat bodies may also be sent as "
          + "application/x-www-form-urlencoded.";

  private OpenApi() {}

  /// @param described those that add the fields of their resources to the schemas
  static ObjectNode of(List<Route> routes, List<Consumer<ObjectNode>> described, String version) {
    var document = Json.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Plaza")
        .put("version", version)
        .put("description", DESCRIPTION);
    var components = components(described);
    var paths = document.putObject("paths");
    for (var route : routes) {
      for (var method : route.methods()) {
        paths
            .withObject("/" + pathOf(route).replace("~", "~0").replace("/", "~1"))
            .set(
                method.toLowerCase(Locale.ROOT),
                operation(route, method, components.withObject("/responses")));
      }
    }
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description", "The operator's key or an application's secret key. None in open mode.");
    document.set("components", components);
    return document;
  }

  private static ObjectNode components(List<Consumer<ObjectNode>> described) {
    try (InputStream in = OpenApi.class.getResourceAsStream("components.json")) {
      var components = (ObjectNode) Json.parse(Objects.requireNonNull(in).readAllBytes());
      described.forEach(resource -> resource.accept(components.withObject("/schemas")));
      return components;
    } catch (IOException e) {
      throw new UncheckedIOException("reading components.json failed", e);
    }
  }

  private static String pathOf(Route route) {
    return ofApplications(route) || route.pattern().startsWith("/operator/")
        ? "/api/v1" + route.pattern()
        : route.pattern();
  }

  private static boolean ofApplications(Route route) {
    return route.pattern().startsWith("/applications");
  }

  /// @param problems the responses that problems have
  private static ObjectNode operation(Route route, String method, ObjectNode problems) {
    var operation =
        Json.object().put("summary", route.summary()).put("operationId", id(route, method));
    parameters(operation.putArray("parameters"), route, method);
    if (!route.schema().request().isEmpty()) {
      operation
          .putObject("requestBody")
          .set("content", content("application/json", route.schema().request()));
    }
    successes(operation.putObject("responses"), route, method);
    problems(operation.withObject("/responses"), route, method, problems);
    var security = operation.putArray("security");
    if (route.who() != Who.ANYBODY) {
      security.addObject().putArray("key");
      security.addObject();
    }
    return operation;
  }

  private static String id(Route route, String method) {
    return method.toLowerCase(Locale.ROOT) + route.pattern().replaceAll("[^a-zA-Z]+", "_");
  }

  private static void parameters(ArrayNode parameters, Route route, String method) {
    var names = PARAMETER.matcher(route.pattern());
    while (names.find()) {
      parameters.add(reference("parameters", names.group(1)));
    }
    route
        .schema()
        .query()
        .forEach(name -> parameters.add(reference("parameters", "query-" + name)));
    for (var header : headers(route, method)) {
      parameters.add(reference("parameters", header));
    }
  }

  private static List<String> headers(Route route, String method) {
    if (route.who() == Who.APPLICATION_OR_ONLY) {
      return method.equals("POST") ? List.of("Idempotency-Key") : List.of();
    }
    if (method.equals("GET")) {
      return streams(route)
          ? List.of("Last-Event-ID")
          : route.schema().success().headers().contains("ETag")
              ? List.of("If-None-Match")
              : List.of();
    }
    if (!ofApplications(route)) {
      return List.of();
    }
    return switch (method) {
      case "POST" ->
        switch (route.schema().repeats()) {
          case BY_NATURE -> List.of();
          case BY_KEY -> List.of("Idempotency-Key");
          case BY_KEY_AND_QUEUED -> List.of("Idempotency-Key", "Prefer");
        };
      default -> List.of("If-Match");
    };
  }

  private static boolean streams(Route route) {
    return route.schema().accepted().equals("text/event-stream");
  }

  private static ObjectNode reference(String kind, String name) {
    return Json.object().put("$ref", "#/components/" + kind + "/" + name);
  }

  private static ObjectNode content(String type, String schema) {
    var content = Json.object();
    content.putObject(type).set("schema", reference("schemas", schema));
    return content;
  }

  private static void successes(ObjectNode responses, Route route, String method) {
    var schema = route.schema();
    schema.success().statuses().stream()
        .filter(status -> status < 400 || !schema.success().schema().isEmpty())
        .forEach(status -> success(responses, schema, status, "Done"));
    if (schema.repeats() != Repeats.BY_NATURE) {
      success(responses, schema, 200, "Already done, by a call with the same key");
    }
    if (schema.repeats() == Repeats.BY_KEY_AND_QUEUED) {
      responses
          .putObject("202")
          .put("description", "Durable, and applied soon")
          .set("content", content("application/json", "Queued"));
    }
    if (headers(route, method).contains("If-None-Match")) {
      responses
          .putObject("304")
          .put("description", "Unchanged since the state that If-None-Match names");
    }
  }

  /// A success that has a problem's status is the same response, with another media type.
  private static void problems(
      ObjectNode responses, Route route, String method, ObjectNode problems) {
    var schema = route.schema().problem();
    for (var status : ProblemStatuses.of(route, method, headers(route, method))) {
      var response = responses.path(status.toString());
      var page = status == 404 && route.schema().page();
      if (response.isMissingNode() && schema.equals("Problem") && !page) {
        responses.set(status.toString(), reference("responses", status.toString()));
      } else {
        var described = problems.withObject("/" + status).deepCopy();
        described.set("content", content(Problem.TYPE, schema));
        if (page) {
          described
              .withObject("/content/text~1html")
              .set("schema", reference("schemas", "ConsolePage"));
        }
        response
            .path("content")
            .properties()
            .forEach(
                other -> described.withObject("/content").set(other.getKey(), other.getValue()));
        responses.set(status.toString(), described);
      }
    }
    responses
        .putObject("default")
        .put("description", "Another error")
        .set("content", content(Problem.TYPE, "Problem"));
  }

  private static void success(ObjectNode responses, Schema schema, int status, String words) {
    var success = responses.putObject(Integer.toString(status)).put("description", words);
    var headers = Json.object();
    for (var header : schema.success().headers()) {
      headers.set(header, reference("headers", header));
    }
    if (!headers.isEmpty()) {
      success.set("headers", headers);
    }
    if (!schema.success().schema().isEmpty()) {
      var content = success.putObject("content");
      for (var type : schema.success().sent()) {
        content
            .putObject(type)
            .set("schema", reference("schemas", schema.success().schema()));
      }
    }
  }
}
