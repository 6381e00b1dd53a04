package plaza.core.visit;

/// What a visit's request said, in its own words.
///
/// @param agent what the browser calls itself
/// @param referrer the page that the visitor came from, without its query
/// @param url path and query of what was visited
public record Trace(String agent, String referrer, String url) {
  /// The longest text of each, in characters: what is longer is cut.
  public static final int LENGTH_MAX = 300;

  /// Nothing was said.
  public static final Trace NONE = new Trace("", "", "");

  public Trace {
    agent = Traits.cut(agent, LENGTH_MAX);
    referrer = Traits.cut(referrer, LENGTH_MAX);
    url = Traits.cut(url, LENGTH_MAX);
  }

  int length() {
    return agent.length() + referrer.length() + url.length();
  }
}
