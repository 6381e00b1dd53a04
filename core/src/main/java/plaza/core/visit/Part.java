package plaza.core.visit;

import java.util.function.Function;

/// What visits are told apart by. The order never changes: counts are stored in it.
public enum Part {
  REFERRER(Traits::referrer),
  BROWSER(Traits::browser),
  SYSTEM(Traits::system),
  DEVICE(Traits::device),
  LANGUAGE(Traits::language);

  private final Function<Traits, String> value;

  Part(Function<Traits, String> value) {
    this.value = value;
  }

  String of(Traits traits) {
    return value.apply(traits);
  }
}
