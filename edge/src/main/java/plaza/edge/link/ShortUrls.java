package plaza.edge.link;

import java.util.Locale;
import plaza.core.link.Code;
import plaza.core.link.Target;
import plaza.edge.http.Request;

/// The short URLs that a server gives out.
///
/// @param base what stands before the code, for example `https://sho.rt`; empty: what the client
///     has reached the server by
/// @param secure whether the server speaks HTTPS
public record ShortUrls(String base, boolean secure) {
  String of(Request request, Code code) {
    return base(request) + "/" + code.text();
  }

  private String base(Request request) {
    return base.isEmpty()
        ? (secure ? "https://" : "http://") + request.header("Host").orElse("localhost")
        : base;
  }

  /// Whether a link to there would come back here.
  boolean isOwn(Request request, Target target) {
    var host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    return target.authority().equals(new Target(base(request)).authority())
        || target.authority().equals(host);
  }
}
