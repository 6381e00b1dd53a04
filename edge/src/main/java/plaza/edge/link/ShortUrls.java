package plaza.edge.link;

import java.util.Locale;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Target;
import plaza.edge.http.Request;

/// The short URLs that a server gives out.
///
/// @param base what stands before the code, for example `https://sho.rt`; empty: what the client
///     has reached the server by
/// @param secure whether the server speaks HTTPS
public record ShortUrls(String base, boolean secure) {
  public String of(Request request, Code code) {
    return base(request) + "/" + code.text();
  }

  /// What was visited, as a whole URL.
  ///
  /// @param target path and query
  public String at(Request request, String target) {
    return base(request) + target;
  }

  private String base(Request request) {
    return base.isEmpty()
        ? (secure ? "https://" : "http://") + request.header("Host").orElse("localhost")
        : base;
  }

  /// Host and port of the short URLs.
  public String authority(Request request) {
    return new Target(base(request)).authority();
  }

  /// What is wrong with a link to there: it must not come back here. Empty when nothing is.
  public Optional<String> problem(Request request, Target target) {
    var host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    var own =
        target.authority().equals(authority(request)) || target.authority().equals(host);
    return own ? Optional.of("must not lead back here") : Optional.empty();
  }
}
