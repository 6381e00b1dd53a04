package plaza.core.visit;

/// What visits are told apart by. The order never changes: counts are stored in it.
public enum Part {
  REFERRER,
  BROWSER,
  SYSTEM,
  DEVICE,
  LANGUAGE;

  String of(Traits traits) {
    return switch (this) {
      case REFERRER -> traits.referrer();
      case BROWSER -> traits.browser();
      case SYSTEM -> traits.system();
      case DEVICE -> traits.device();
      case LANGUAGE -> traits.language();
    };
  }
}
