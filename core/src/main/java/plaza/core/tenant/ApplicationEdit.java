package plaza.core.tenant;

/// One field of an application, set to a new value. A PATCH is a list of them.
public sealed interface ApplicationEdit {
  record Name(ApplicationName name) implements ApplicationEdit {}

  /// A setting, set to a value of its type.
  record Set(ApplicationSetting<?> setting, Object value) implements ApplicationEdit {
    public Set {
      value = setting.type().cast(value);
    }
  }

  /// The settings after this edit; a name is no setting and leaves them.
  default Settings applyTo(Settings settings) {
    return switch (this) {
      case Name _ -> settings;
      case Set edit -> settings.with(edit);
    };
  }
}
