package plaza.core.tenant;

import java.util.List;
import java.util.Map;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// How an application's settings are stored. Since version 2 they are a list of numbered fields,
/// as in events. What a row lacks has its initial value, so a new setting needs no new version.
public final class SettingsFormat {
  public static final RowFormat<Settings> FORMAT = new RowFormat<>(
      "settings",
      SettingsFormat::writeFields,
      List.of(SettingsFormat::readUnnumbered, SettingsFormat::readFields));

  private SettingsFormat() {}

  private static void writeFields(EventWriter out, Settings settings) {
    out.number(settings.values().size());
    for (var setting : Settings.ALL) {
      var value = settings.values().get(setting);
      if (value != null) {
        setting.write(out.number(setting.number()), value);
      }
    }
  }

  private static Settings readFields(EventReader in) {
    var settings = Settings.DEFAULT;
    for (var edit : in.list(() -> Settings.numbered(in.number()).readEdit(in))) {
      settings = settings.with(edit);
    }
    return settings;
  }

  private static Settings readUnnumbered(EventReader in) {
    return new Settings(Map.<ApplicationSetting<?>, Object>of(
        Settings.MAX_MESSAGE_LENGTH, (int) in.number(),
        Settings.RATE_PER_SECOND, (int) in.number(),
        Settings.LINK_CODES, Settings.LINK_CODES.type().read(in),
        Settings.CORS_ORIGINS, in.texts(),
        Settings.FORBIDDEN_WORDS, in.texts(),
        Settings.LINK_SCHEMES, in.texts()));
  }
}
