package plaza.core.tenant;

import java.util.List;
import plaza.core.event.EventReader;
import plaza.core.event.RowFormat;

/// How an application's settings are stored. Since version 2 they are a list of fields, written as
/// the edits of events are: a row that lacks a field has the field's default, so a new setting
/// needs no new version.
public final class SettingsFormat {
  public static final RowFormat<Settings> FORMAT = new RowFormat<>(
      "settings",
      (out, settings) -> TenantFormat.edits(out, ApplicationEdit.of(settings)),
      List.of(SettingsFormat::readUntagged, SettingsFormat::readFields));

  private SettingsFormat() {}

  private static Settings readUntagged(EventReader in) {
    var maxMessageLength = (int) in.number();
    var ratePerSecond = (int) in.number();
    var codes = in.flag() ? Settings.LinkCodes.PLAIN : Settings.LinkCodes.PERMUTED;
    return new Settings(maxMessageLength, in.texts(), in.texts(), ratePerSecond, codes, in.texts());
  }

  private static Settings readFields(EventReader in) {
    var settings = Settings.DEFAULT;
    for (var edit : TenantFormat.edits(in)) {
      settings = edit.applyTo(settings);
    }
    return settings;
  }
}
