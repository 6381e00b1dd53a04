package plaza.edge.redirect;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import plaza.core.link.Link;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.MatchContext;
import plaza.core.link.Validity;
import plaza.edge.link.Location;

/// The result of a redirect: status, location and caching.
///
/// @param caching how long it may remember it
record RedirectTarget(int status, String location, String caching) {
  /// The longest that a browser may keep what is for ever: its visits in between are not seen.
  private static final Duration KEPT_MAX = Duration.ofSeconds(30);

  private static final String KEPT_NOT = "no-store";

  /// Where a link leads now; empty: nowhere.
  ///
  /// @param query of the request; empty: none
  static Optional<RedirectTarget> of(Found.Leads leads, String query, MatchContext asked) {
    var link = leads.link();
    var redirection = link.terms().redirection();
    return leads.target(asked).map(target -> {
      var location = Location.of(target);
      // What a mail or a telephone is asked for is the link's owner's to say.
      var forwards = redirection.forwardsQuery() && !query.isEmpty() && target.isHierarchical();
      return new RedirectTarget(
          redirection.status(),
          forwards ? withQuery(location, query) : location,
          caching(link, asked.at()));
    });
  }

  /// Before the fragment, behind what the target asks already.
  private static String withQuery(String location, String query) {
    var fragment = location.indexOf('#');
    var end = fragment < 0 ? location.length() : fragment;
    var asks = location.lastIndexOf('?', end);
    var sign = asks < 0 ? "?" : asks == end - 1 ? "" : "&";
    return location.substring(0, end) + sign + query + location.substring(end);
  }

  private static String caching(Link link, Instant now) {
    var validity = link.terms().validity();
    var redirection = link.terms().redirection();
    if (redirection.forNow() || !redirection.rules().isEmpty() || validity.limited()) {
      return KEPT_NOT;
    }
    var left = validity.until().equals(Validity.NEVER)
        ? KEPT_MAX
        : Duration.between(now, validity.until());
    var seconds = Math.min(left.toSeconds(), KEPT_MAX.toSeconds());
    return seconds <= 0 ? KEPT_NOT : "private, max-age=" + seconds;
  }
}
