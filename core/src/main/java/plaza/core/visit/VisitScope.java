package plaza.core.visit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import plaza.core.link.Code;
import plaza.core.tenant.ApplicationId;

/// The owner whose visits a query covers.
public sealed interface VisitScope {
  /// Those of places with these keys, each named once.
  record Places(List<String> keys) implements VisitScope {
    public Places {
      keys = List.copyOf(keys);
    }
  }

  /// Those of all links of an application, the deleted ones too.
  record Application(ApplicationId id) implements VisitScope {}

  /// Those of a link.
  static VisitScope link(Code code) {
    return new Places(List.of(code.text()));
  }

  /// Those of several links.
  static VisitScope links(Collection<Code> codes) {
    return new Places(codes.stream().map(Code::text).distinct().toList());
  }

  /// Those of everything that is no link.
  static VisitScope orphans() {
    return new Places(
        Arrays.stream(VisitTarget.Orphan.values()).map(VisitTarget::key).toList());
  }

  /// Those of one kind of what is no link.
  static VisitScope orphans(VisitTarget.Orphan kind) {
    return new Places(List.of(kind.key()));
  }
}
