package plaza.core.link;

import java.time.Instant;
import plaza.core.event.Times;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;

/// A short link.
///
/// @param code unique in the server, and never another link's, not even when this one is deleted
/// @param number the position of its creation: what a repeated call finds it by
/// @param position of its last change
public record Link(
    Code code,
    ApplicationId application,
    long number,
    LinkTerms terms,
    Instant createdAt,
    Instant updatedAt,
    boolean deleted,
    long position) {
  /// What the link is found by: folded, as [LinkQuery#text] is.
  public String searchable() {
    return Folding.fold(String.join(
        " ", code.text(), terms.target().url(), terms.title(), String.join(" ", terms.tags())));
  }

  Link edit(LinkTerms changed, Instant at, long newPosition) {
    return new Link(
        code,
        application,
        number,
        changed,
        createdAt,
        Times.notBefore(createdAt, at),
        deleted,
        newPosition);
  }

  Link delete(Instant at, long newPosition) {
    return new Link(
        code,
        application,
        number,
        terms,
        createdAt,
        Times.notBefore(createdAt, at),
        true,
        newPosition);
  }
}
