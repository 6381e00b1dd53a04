package plaza.core.visit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import plaza.core.link.Code;
import plaza.core.tenant.ApplicationId;

/// Whose visits are looked at.
public sealed interface Among {
  /// Those of places with these keys, each named once.
  record Places(List<String> keys) implements Among {
    public Places {
      keys = List.copyOf(keys);
    }
  }

  /// Those of all links of an application, the deleted ones too.
  record Application(ApplicationId id) implements Among {}

  /// Those of a link.
  static Among link(Code code) {
    return new Places(List.of(code.text()));
  }

  /// Those of several links.
  static Among links(Collection<Code> codes) {
    return new Places(codes.stream().map(Code::text).distinct().toList());
  }

  /// Those of everything that is no link.
  static Among orphans() {
    return new Places(Arrays.stream(Place.Orphan.values()).map(Place::key).toList());
  }

  /// Those of one kind of what is no link.
  static Among orphans(Place.Orphan kind) {
    return new Places(List.of(kind.key()));
  }
}
