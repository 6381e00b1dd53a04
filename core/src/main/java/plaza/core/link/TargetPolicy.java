package plaza.core.link;

import java.util.List;
import java.util.Optional;
import plaza.core.tenant.UnsafeSchemes;

/// Checks the targets of an application's links. It is asked whenever a target is set, by
/// whichever way, and again each time a link is followed: settings change, hosts are blocked
/// later, and earlier versions took targets that this one does not. See `decisions/0047`.
///
/// @param schemes that the application allows
public record TargetPolicy(List<String> schemes, LinkBlocks blocks) {
  public TargetPolicy {
    schemes = List.copyOf(schemes);
  }

  /// What is wrong with a target; empty when nothing is.
  public Optional<String> problem(Target target) {
    var scheme = target.scheme();
    if (UnsafeSchemes.has(scheme)) {
      return Optional.of("must not have the scheme " + scheme + ", which is unsafe");
    }
    if (!schemes.contains(scheme)) {
      return Optional.of("must begin with a scheme of the application's link_schemes: "
          + String.join(", ", schemes));
    }
    return blocks
        .reason(target)
        .map(_ -> "must not lead to a host that the operator of this server has blocked");
  }

  /// Whether a link may lead there.
  public boolean allows(Target target) {
    return problem(target).isEmpty();
  }

  /// What is wrong with the targets of rules; empty when nothing is.
  public Optional<String> problem(List<Rule> rules) {
    return rules.stream().flatMap(rule -> problem(rule.target()).stream()).findFirst();
  }
}
