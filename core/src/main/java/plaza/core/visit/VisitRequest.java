package plaza.core.visit;

/// The unparsed values of a visit's request.
///
/// @param agent what the browser calls itself
/// @param referrer the page that the visitor came from, without its query
/// @param url path and query of what was visited
public record VisitRequest(String agent, String referrer, String url) {
  /// The longest text of each, in characters: what is longer is cut.
  public static final int LENGTH_MAX = 300;

  /// Nothing was said.
  public static final VisitRequest NONE = new VisitRequest("", "", "");

  public VisitRequest {
    agent = ClientProfile.cut(agent, LENGTH_MAX);
    referrer = ClientProfile.cut(referrer, LENGTH_MAX);
    url = ClientProfile.cut(url, LENGTH_MAX);
  }

  int length() {
    return agent.length() + referrer.length() + url.length();
  }
}
