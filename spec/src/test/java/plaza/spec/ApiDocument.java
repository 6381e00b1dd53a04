package plaza.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The OpenAPI document that the server serves, and whether an answer is as it says: its status,
/// its media type, its body. Here, an object of an answer has no property that its schema does not
/// declare, unless the schema says `additionalProperties`. The document itself does not forbid
/// others: clients must accept them, for a later server may send more.
final class ApiDocument {
  /// What HTTP itself refuses, whatever is asked for; for these, `default` stands.
  private static final Set<Integer> OF_ANY_REQUEST = Set.of(405, 408, 414, 431, 500, 501);

  private static final String PROBLEM = "application/problem+json";
  private static final List<String> OF_AN_APPLICATION =
      List.of("chats", "keys", "messages", "socket", "tickets");

  private static final SchemaValidatorsConfig STRICT = SchemaValidatorsConfig.builder()
      .pathType(PathType.JSON_POINTER)
      .formatAssertionsEnabled(true)
      .locale(Locale.ENGLISH)
      .build();

  private static final AtomicReference<@Nullable ApiDocument> SERVED = new AtomicReference<>();

  private final JsonNode components;
  private final JsonNode schemas;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  /// @param path the parts of its path as the server's routes have it
  private record Operation(String name, String method, List<String> path, JsonNode responses) {
    boolean answers(String called, List<String> parts) {
      return method.equals(called) && path.size() == parts.size() && fits(parts);
    }

    private boolean fits(List<String> parts) {
      for (int i = 0; i < path.size(); i++) {
        if (!path.get(i).startsWith("{") && !path.get(i).equals(parts.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  ApiDocument(JsonNode document) {
    components = document.path("components");
    schemas = closed(components.path("schemas"));
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .properties()
            .forEach(operation -> operations.add(new Operation(
                operation.getKey() + " " + path.getKey(),
                operation.getKey().toUpperCase(Locale.ROOT),
                canonical(path.getKey()),
                operation.getValue().path("responses")))));
  }

  /// @throws AssertionError the answer is not as the document says
  static void check(Http http, String method, String path, Http.Answer answer) {
    var problems =
        served(http).map(document -> document.problems(method, path, answer)).orElse(List.of());
    if (!problems.isEmpty()) {
      throw new AssertionError("An answer is not as the OpenAPI document says:\n"
          + String.join("\n", problems) + "\n" + answer.text());
    }
  }

  /// The document, which is the same on all servers of a build: it is asked for until one answers.
  private static Optional<ApiDocument> served(Http http) {
    var known = SERVED.get();
    if (known != null) {
      return Optional.of(known);
    }
    try {
      var answer = http.exchange("GET", "/openapi.json", new byte[0]);
      if (answer.status() != 200) {
        return Optional.empty();
      }
      var document = new ApiDocument(answer.json());
      SERVED.set(document);
      return Optional.of(document);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// Schemas whose objects have no other properties than those that are declared, and which find
  /// each other in `$defs`.
  private static JsonNode closed(JsonNode schemas) {
    JsonNode copy = schemas.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      object.remove("x-since");
      if (object.path("$ref").isTextual()) {
        object.put("$ref", inDefinitions(object.path("$ref").asText()));
      }
    }
    schema.forEach(ApiDocument::close);
  }

  private static String inDefinitions(String reference) {
    return reference.replace("#/components/schemas/", "#/$defs/");
  }

  /// The parts of a path in the form that the document's own paths have: the same resources answer
  /// at other addresses, too.
  private static List<String> canonical(String path) {
    var parts = Stream.of(path.replaceFirst("\\?.*", "").split("/"))
        .filter(part -> !part.isEmpty())
        .map(ApiDocument::decoded)
        .collect(Collectors.toCollection(ArrayList::new));
    if (parts.size() > 2 && parts.subList(0, 2).equals(List.of("api", "v1"))) {
      parts.subList(0, 2).clear();
      if (parts.getFirst().equals("chat_applications")) {
        parts.set(0, "applications");
      } else if (parts.equals(List.of("application"))) {
        parts.set(0, "{token}");
        parts.addFirst("applications");
      } else if (OF_AN_APPLICATION.contains(parts.getFirst())) {
        parts.addAll(0, List.of("applications", "{token}"));
      }
    }
    if (parts.size() > 2 && parts.getFirst().equals("rest") && parts.get(1).matches("v[12]")) {
      parts.set(1, "v3");
    }
    return parts;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  /// What about an answer is not as the document says; empty when all is.
  List<String> problems(String method, String path, Http.Answer answer) {
    var called = method.equals("HEAD") ? "GET" : method;
    var parts = canonical(path);
    var operation = operations.stream().filter(o -> o.answers(called, parts)).findFirst();
    var problems = operation.isPresent()
        ? problems(operation.get(), method, answer)
        : problemsOfNoOperation(method, answer);
    return problems.stream()
        .map(problem -> method + " " + path + " ("
            + operation.map(Operation::name).orElse("no operation") + "), " + answer.status() + ": "
            + problem)
        .toList();
  }

  private List<String> problemsOfNoOperation(String method, Http.Answer answer) {
    if (method.equals("OPTIONS") && answer.status() == 204) {
      return List.of();
    }
    if (answer.status() < 400) {
      return List.of("there is no such operation");
    }
    var content = content("Problem");
    if (answer.status() == 404) {
      // People see a page where there is nothing.
      content.putObject("text/html");
    }
    return bodyProblems(content, answer);
  }

  private List<String> problems(Operation operation, String method, Http.Answer answer) {
    var status = Integer.toString(answer.status());
    var response = operation.responses().path(status);
    if (response.isMissingNode() && OF_ANY_REQUEST.contains(answer.status())) {
      response = operation.responses().path("default");
    }
    if (response.isMissingNode()) {
      return List.of("the status is not declared");
    }
    var content = resolved(response).path("content");
    return method.equals("HEAD") ? List.of() : bodyProblems(content, answer);
  }

  private JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asText().replace("#/components", "");
    return reference.isEmpty() ? node : components.at(reference);
  }

  private ObjectNode content(String schema) {
    var content = Http.JSON.createObjectNode();
    content.putObject(PROBLEM).putObject("schema").put("$ref", "#/components/schemas/" + schema);
    return content;
  }

  private List<String> bodyProblems(JsonNode content, Http.Answer answer) {
    if (answer.response().body().length == 0) {
      return content.isEmpty() ? List.of() : List.of("a body is declared, and there is none");
    }
    var type = answer.header("Content-Type").replaceFirst(";.*", "");
    var media = Stream.of(type, type.replaceFirst("/.*", "/*"), "*/*")
        .flatMap(range -> Optional.ofNullable(content.get(range)).stream())
        .findFirst();
    if (media.isEmpty()) {
      return List.of("the media type " + type + " is not declared");
    }
    var reference = media.get().path("schema").path("$ref").asText();
    if (reference.isEmpty() || !type.endsWith("json")) {
      return List.of();
    }
    try {
      var body = Http.JSON.readTree(answer.response().body());
      return compiled.computeIfAbsent(reference, this::compile).validate(body).stream()
          .map(ValidationMessage::getMessage)
          .toList();
    } catch (IOException e) {
      return List.of("the body is not JSON");
    }
  }

  private JsonSchema compile(String reference) {
    var schema = Http.JSON.createObjectNode().put("$ref", inDefinitions(reference));
    schema.set("$defs", schemas);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema, STRICT);
  }
}
