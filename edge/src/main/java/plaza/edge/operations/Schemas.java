package plaza.edge.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import plaza.edge.http.Json;

/// The schemas that the OpenAPI document names.
final class Schemas {
  private Schemas() {}

  static ObjectNode all() {
    var all = Json.object();
    all.set("NewApplication", object(List.of("name"), "name", "client_id"));
    all.set("ApplicationChange", object(List.of(), "name"));
    all.set("Application", application());
    all.set("ApplicationWithSecret", text(application(), "secret"));
    all.set("Applications", listOf("Application"));
    all.set("Key", object(List.of("key_id"), "key_id", "created_at"));
    all.set("KeyWithSecret", object(List.of("key_id"), "key_id", "created_at", "secret"));
    all.set("Keys", listOf("Key"));
    all.set("NewChat", object(List.of(), "name", "type", "client_id"));
    all.set("ChatChange", object(List.of(), "name"));
    all.set(
        "Chat",
        number(
            number(object(List.of("number"), "name", "type", "created_at", "updated_at"), "number"),
            "messages_count"));
    all.set("Chats", listOf("Chat"));
    all.set("NewMessage", object(List.of("body"), "body", "sender", "client_id"));
    all.set("NewMessages", holding("messages", "NewMessage"));
    all.set(
        "PastMessage", object(List.of("created_at"), "body", "sender", "created_at", "updated_at"));
    all.set("PastMessages", holding("messages", "PastMessage"));
    all.set("MessageChange", object(List.of(), "body"));
    all.set("Message", message());
    all.set("Messages", listOf("Message"));
    all.set("FoundMessages", listOf("FoundMessage"));
    all.set("FoundMessage", number(message(), "chat"));
    all.set(
        "Problem", number(object(List.of("status"), "type", "title", "detail", "error"), "status"));
    all.set("Health", object(List.of("status"), "status"));
    all.set("Readiness", object(List.of("status"), "status"));
    all.set("Ticket", number(object(List.of("ticket"), "ticket"), "expires_in"));
    all.set("Events", Json.object().put("type", "string"));
    all.set("Metrics", Json.object().put("type", "string"));
    all.set("OpenApi", Json.object().put("type", "object"));
    return all;
  }

  private static ObjectNode application() {
    return number(
        object(List.of("token"), "token", "name", "created_at", "updated_at"), "chats_count");
  }

  private static ObjectNode message() {
    return number(
        object(List.of("number", "body"), "body", "sender", "created_at", "updated_at"), "number");
  }

  private static ObjectNode object(List<String> required, String... texts) {
    var schema = Json.object().put("type", "object");
    var names = schema.putArray("required");
    required.forEach(names::add);
    schema.putObject("properties");
    for (var name : texts) {
      text(schema, name);
    }
    return schema;
  }

  private static ObjectNode text(ObjectNode schema, String name) {
    schema
        .withObject("/properties")
        .putObject(name)
        .putArray("type")
        .add("string")
        .add("null");
    return schema;
  }

  private static ObjectNode number(ObjectNode schema, String name) {
    schema.withObject("/properties").putObject(name).put("type", "integer");
    return schema;
  }

  private static ObjectNode listOf(String item) {
    var schema = Json.object().put("type", "array");
    schema.putObject("items").put("$ref", "#/components/schemas/" + item);
    return schema;
  }

  private static ObjectNode holding(String field, String item) {
    var schema = Json.object().put("type", "object");
    schema.putArray("required").add(field);
    schema.putObject("properties").set(field, listOf(item));
    return schema;
  }
}
