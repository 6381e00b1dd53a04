package plaza.core.visit;

import java.util.Arrays;
import java.util.List;

/// The dimensions of visit statistics, each with the number that it is stored as.
public enum Dimension {
  REFERRER(1),
  BROWSER(2),
  SYSTEM(3),
  DEVICE(4),
  LANGUAGE(5);

  /// The parts of events, and of rows of version 1, which name none: never changes.
  static final List<Dimension> UNNAMED = List.of(REFERRER, BROWSER, SYSTEM, DEVICE, LANGUAGE);

  private final int code;

  Dimension(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Dimension of(long code) {
    return Arrays.stream(values())
        .filter(part -> part.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown part " + code));
  }

  String of(ClientProfile traits) {
    return switch (this) {
      case REFERRER -> traits.referrer();
      case BROWSER -> traits.browser();
      case SYSTEM -> traits.system();
      case DEVICE -> traits.device();
      case LANGUAGE -> traits.language();
    };
  }
}
