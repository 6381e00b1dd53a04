package plaza.core.link;

import java.util.List;
import java.util.Optional;

/// How browsers are redirected to the target.
///
/// @param status 302 (for now, the default), 301 (for ever), 307 or 308 (the same with the method
///     kept)
/// @param forwardsQuery whether the query of the short URL is added to the target's
/// @param rules by which some are sent elsewhere; the first one that holds is followed
public record Redirection(int status, boolean forwardsQuery, List<Rule> rules) {
  private static final List<Integer> STATUSES = List.of(301, 302, 307, 308);

  /// As a link does it that says nothing about it.
  public static final Redirection DEFAULT = new Redirection(302, true, List.of());

  public Redirection {
    rules = List.copyOf(rules);
    Rule.countProblem(rules.size()).ifPresent(problem -> {
      throw new IllegalArgumentException("rules " + problem);
    });
    statusProblem(status).ifPresent(problem -> {
      throw new IllegalArgumentException("a redirect's status " + problem);
    });
  }

  /// Whether browsers ask again each time.
  public boolean forNow() {
    return status == 302 || status == 307;
  }

  Redirection with(int newStatus) {
    return new Redirection(newStatus, forwardsQuery, rules);
  }

  Redirection with(boolean newForwardsQuery) {
    return new Redirection(status, newForwardsQuery, rules);
  }

  Redirection with(List<Rule> newRules) {
    return new Redirection(status, forwardsQuery, newRules);
  }

  /// What is wrong with a status; empty when nothing is.
  public static Optional<String> statusProblem(long status) {
    return STATUSES.contains((int) status) && status < 1_000
        ? Optional.empty()
        : Optional.of("must be 301, 302, 307 or 308, was " + status);
  }
}
