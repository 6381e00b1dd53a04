package plaza.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;

/// Declared fields as JSON, and as JSON Schema for the OpenAPI document.
public final class FieldJson {
  private FieldJson() {}

  /// A value as answers show it.
  public static <T> JsonNode value(Field<T> field, T value) {
    if (field.isNull(value)) {
      return NullNode.getInstance();
    }
    return switch (field.type()) {
      case FieldType.Text type -> TextNode.valueOf(type.cast(value));
      case FieldType.Word type -> TextNode.valueOf(type.cast(value));
      case FieldType.TextList type -> {
        var array = Json.array();
        type.cast(value).forEach(array::add);
        yield array;
      }
      case FieldType.WholeNumber type -> LongNode.valueOf(type.cast(value));
      case FieldType.OneOf type -> LongNode.valueOf(type.cast(value));
      case FieldType.Time type -> TextNode.valueOf(Json.time(type.cast(value)));
      case FieldType.Flag type -> BooleanNode.valueOf(type.cast(value));
    };
  }

  /// Adds a value to an answer.
  public static <T> void put(ObjectNode json, Field<T> field, T value) {
    json.set(field.name(), value(field, value));
  }

  /// Adds the fields to the schema of an answer, which has them all, before its other properties.
  public static void addShown(ObjectNode schema, List<Field<?>> fields) {
    var properties = Json.object();
    var required = Json.array();
    for (var field : fields) {
      var limited = field.is(Trait.READ_ONLY);
      properties.set(field.name(), described(field, limited ? given(field) : shown(field)));
      required.add(field.name());
    }
    schema.path("required").forEach(required::add);
    schema.set("required", required);
    putFirst(schema, properties);
  }

  /// Adds the fields that may be given to the schema of a request, before its other properties.
  ///
  /// @param creates whether the request creates the resource; if not, it changes it
  public static void addGiven(ObjectNode schema, List<Field<?>> fields, boolean creates) {
    var properties = Json.object();
    var required = Json.array();
    for (var field : fields) {
      if (!field.is(Trait.READ_ONLY) && (creates || !field.is(Trait.FIXED))) {
        properties.set(field.name(), described(field, given(field)));
        if (creates && field.is(Trait.REQUIRED)) {
          required.add(field.name());
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    putFirst(schema, properties);
  }

  private static void putFirst(ObjectNode schema, ObjectNode properties) {
    schema.path("properties").properties().forEach(property -> {
      properties.set(property.getKey(), property.getValue());
    });
    schema.set("properties", properties);
  }

  private static ObjectNode described(Field<?> field, ObjectNode schema) {
    if (!field.description().isEmpty()) {
      schema.put("description", field.description());
    }
    return schema.put("x-since", field.since());
  }

  /// What an answer may show: white space around a text is kept and not counted, and what was
  /// stored under earlier limits stays, so it has none.
  private static ObjectNode shown(Field<?> field) {
    var schema = Json.object();
    switch (field.type()) {
      case FieldType.Text _ -> type(schema, field, "string");
      case FieldType.Word type ->
        type.words().forEach(type(schema, field, "string").withArray("/enum")::add);
      case FieldType.TextList _ ->
        type(schema, field, "array").putObject("items").put("type", "string");
      case FieldType.WholeNumber _, FieldType.OneOf _ -> type(schema, field, "integer");
      case FieldType.Time _ -> type(schema, field, "string").put("format", "date-time");
      case FieldType.Flag _ -> type(schema, field, "boolean");
    }
    return schema;
  }

  private static ObjectNode type(ObjectNode schema, Field<?> field, String type) {
    if (field.is(Trait.NULLABLE)) {
      schema.putArray("type").add(type).add("null");
    } else {
      schema.put("type", type);
    }
    return schema;
  }

  /// What a request may have, with its limits.
  public static ObjectNode given(Field<?> field) {
    var schema = shown(field);
    switch (field.type()) {
      case FieldType.Text type -> lengths(schema, type.lengthMax());
      case FieldType.TextList type -> {
        schema.put("maxItems", type.countMax());
        lengths(schema.withObject("/items"), type.lengthMax());
      }
      case FieldType.WholeNumber type -> {
        schema.put("minimum", type.min());
        if (type.max() < Long.MAX_VALUE) {
          schema.put("maximum", type.max());
        }
      }
      case FieldType.OneOf type -> type.numbers().forEach(schema.withArray("/enum")::add);
      case FieldType.Word _, FieldType.Time _, FieldType.Flag _ -> {
        // They have none, or have them already.
      }
    }
    return schema;
  }

  private static void lengths(ObjectNode schema, int lengthMax) {
    schema.put("minLength", 1);
    if (lengthMax < Integer.MAX_VALUE) {
      schema.put("maxLength", lengthMax);
    }
  }
}
