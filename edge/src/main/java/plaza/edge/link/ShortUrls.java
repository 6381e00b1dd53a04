package plaza.edge.link;

import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Target;
import plaza.core.link.TargetHost;
import plaza.edge.http.Request;

/// The short URLs that a server gives out.
///
/// @param base what stands before the code, for example `https://sho.rt`; empty: what the client
///     has reached the server by
/// @param secure whether the server speaks HTTPS
public record ShortUrls(String base, boolean secure) {
  /// The longest target, in bytes as the header Location has it: proxies keep the head of an answer
  /// in a buffer of their own, and answer 502 when it does not fit.
  static final int LOCATION_LENGTH_MAX = 8_192;

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

  /// What is wrong with a new link to there: it must not come back here, however its host is
  /// written, and must fit into a header. Empty when nothing is.
  public Optional<String> problem(Request request, Target target) {
    var authority = TargetHost.authority(target);
    var asked = "http://" + request.header("Host").orElse("");
    var own = authority.equals(TargetHost.authority(new Target(base(request))))
        || (Target.problem(asked).isEmpty()
            && authority.equals(TargetHost.authority(new Target(asked))));
    if (own) {
      return Optional.of("must not lead back here");
    }
    var length = Location.of(target).length();
    return length > LOCATION_LENGTH_MAX
        ? Optional.of("is too long when it is percent-encoded (maximum is " + LOCATION_LENGTH_MAX
            + " bytes, had " + length + ")")
        : Optional.empty();
  }
}
