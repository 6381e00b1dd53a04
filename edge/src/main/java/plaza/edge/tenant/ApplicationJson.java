package plaza.edge.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.Secret;
import plaza.core.tenant.Settings;
import plaza.core.tenant.TenantStore;
import plaza.edge.http.Json;

/// Applications and keys as JSON.
final class ApplicationJson {
  private ApplicationJson() {}

  static ObjectNode of(TenantStore.View view) {
    var application = view.application();
    var json = Json.object()
        .put("token", application.token().hex())
        .put("name", application.name().text())
        .put("chats_count", view.tail().liveCount())
        .put("created_at", Json.time(application.createdAt()))
        .put("updated_at", Json.time(application.updatedAt()));
    json.set("settings", settings(application.settings()));
    return json;
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
