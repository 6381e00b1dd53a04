package plaza.edge.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import plaza.core.tenant.ApplicationSetting;
import plaza.core.tenant.SettingType;
import plaza.core.tenant.Settings;
import plaza.edge.http.Json;

/// Settings as JSON, and as JSON Schema for the OpenAPI document.
public final class SettingJson {
  private SettingJson() {}

  /// A value as answers show it.
  static JsonNode value(ApplicationSetting<?> setting, Object value) {
    return switch (setting.type()) {
      case SettingType.WholeNumber type -> {
        var number = type.cast(value);
        yield type.optional() && number == 0 ? NullNode.getInstance() : IntNode.valueOf(number);
      }
      case SettingType.TextList type -> texts(type.cast(value));
      case SettingType.Choice<?> type ->
        TextNode.valueOf(SettingType.Choice.word(type.cast(value)));
    };
  }

  private static ArrayNode texts(List<String> texts) {
    var array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  /// Adds every setting to the schemas of the OpenAPI document.
  static void describe(ObjectNode schemas) {
    for (var schema : List.of("NewApplication", "ApplicationChange", "Settings")) {
      addTo(schemas.withObject("/" + schema + "/properties"));
    }
    var required = schemas.withObject("/Settings").putArray("required");
    Settings.ALL.forEach(setting -> required.add(setting.name()));
  }

  /// Adds every setting to the properties of a schema.
  static void addTo(ObjectNode properties) {
    Settings.ALL.forEach(setting -> properties.set(setting.name(), schema(setting)));
  }

  private static ObjectNode schema(ApplicationSetting<?> setting) {
    var schema = Json.object();
    switch (setting.type()) {
      case SettingType.WholeNumber type -> {
        if (type.optional()) {
          schema.putArray("type").add("integer").add("null");
        } else {
          schema.put("type", "integer");
        }
        schema.put("minimum", 1).put("maximum", type.max());
      }
      case SettingType.TextList type -> {
        schema.put("type", "array");
        if (type.countMin() > 0) {
          schema.put("minItems", type.countMin());
        }
        schema.put("maxItems", type.countMax()).putObject("items").put("type", "string");
      }
      case SettingType.Choice<?> type ->
        schema.put("type", "string").set("enum", texts(type.words()));
    }
    schema.set("default", value(setting, setting.initial()));
    return schema.put("description", setting.description());
  }
}
