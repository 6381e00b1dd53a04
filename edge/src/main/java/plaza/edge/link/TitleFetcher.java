package plaza.edge.link;

import java.util.List;
import plaza.core.link.Link;
import plaza.core.link.LinkEdit;
import plaza.core.link.Links;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.LogFullException;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.UnavailableException;
import plaza.core.tenant.Application;

/// Fetches the titles of links' target pages.
public record TitleFetcher(Links links, PageTitles titles) {
  /// A link that was made just now, with its page's title, when it has none yet, the page says
  /// one soon, and the link has not been changed meanwhile. A repeated call finds it.
  public Reply<Link> titled(Application application, Reply<Link> reply) {
    return reply instanceof Reply.Created<Link>(var link)
            && link.terms().title().isEmpty()
        ? new Reply.Created<>(titled(application, link))
        : reply;
  }

  private Link titled(Application application, Link link) {
    return titles
        .of(link.terms().target())
        .map(title -> titled(application, link, title))
        .orElse(link);
  }

  private Link titled(Application application, Link link, String title) {
    var edits = List.<LinkEdit>of(new LinkEdit.Title(title));
    var asMade = new IfMatch(List.of(link.position()));
    try {
      return links.change(application, link.code(), edits, asMade)
              instanceof Reply.Ok<Link>(var changed)
          ? changed
          : link;
    } catch (LogFullException | UnavailableException | OutcomeUnknownException e) {
      return link;
    }
  }
}
