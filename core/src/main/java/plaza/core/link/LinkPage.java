package plaza.core.link;

import java.util.List;

/// Some links of an application.
///
/// @param total how many there are on all pages together
public record LinkPage(List<Counted> links, long total) {
  public LinkPage {
    links = List.copyOf(links);
  }

  /// A link with how often it was followed.
  ///
  /// @param visits without those of bots
  public record Counted(Link link, long visits, long bots) {}
}
