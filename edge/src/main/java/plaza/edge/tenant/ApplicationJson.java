package plaza.edge.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import plaza.core.tenant.ApplicationFields;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.Secret;
import plaza.core.tenant.Settings;
import plaza.core.tenant.TenantStore;
import plaza.edge.http.FieldJson;
import plaza.edge.http.Json;

/// Applications and keys as JSON.
public final class ApplicationJson {
  private ApplicationJson() {}

  static ObjectNode of(TenantStore.View view) {
    var application = view.application();
    var json = Json.object();
    FieldJson.put(json, ApplicationFields.TOKEN, application.token().hex());
    FieldJson.put(json, ApplicationFields.NAME, application.name().text());
    FieldJson.put(json, ApplicationFields.CHATS_COUNT, view.tail().liveCount());
    FieldJson.put(json, ApplicationFields.CREATED_AT, application.createdAt());
    FieldJson.put(json, ApplicationFields.UPDATED_AT, application.updatedAt());
    json.set("settings", settings(application.settings()));
    return json;
  }

  /// Adds the fields of applications to the schemas of the OpenAPI document.
  public static void describe(ObjectNode schemas) {
    SettingJson.describe(schemas);
    FieldJson.addShown(schemas.withObject("/Application"), ApplicationFields.ALL);
    FieldJson.addShown(schemas.withObject("/ApplicationWithSecret"), ApplicationFields.ALL);
    FieldJson.addGiven(schemas.withObject("/NewApplication"), ApplicationFields.ALL, true);
    FieldJson.addGiven(schemas.withObject("/ApplicationChange"), ApplicationFields.ALL, false);
  }

  static ObjectNode of(TenantStore.View view, Secret secret) {
    var json = of(view);
    if (!secret.equals(Secret.NONE)) {
      json.put("secret", secret.reveal());
    }
    return json;
  }

  private static ObjectNode settings(Settings settings) {
    var json = Json.object();
    Settings.ALL.forEach(
        setting -> json.set(setting.name(), SettingJson.value(setting, settings.get(setting))));
    return json;
  }

  static ObjectNode of(ApplicationKey key) {
    return Json.object()
        .put("key_id", key.id().hex())
        .put("created_at", Json.time(key.createdAt()));
  }

  static ObjectNode of(ApplicationKey key, Secret secret) {
    var json = of(key);
    if (!secret.equals(Secret.NONE)) {
      json.put("secret", secret.reveal());
    }
    return json;
  }
}
