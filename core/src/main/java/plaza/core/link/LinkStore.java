package plaza.core.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

/// The store of links. Reads see what was committed before they started; each is one snapshot
/// and a constant number of statements. Deleted links are found too: their `deleted` says so.
public interface LinkStore {
  Optional<Link> link(Code code);

  /// The link that was created at this position.
  Optional<Link> link(long number);

  /// A page of an application's live links, with all of them counted.
  ///
  /// @param skipped how many come before it
  LinkPage links(ApplicationId application, LinkQuery query, long skipped, int limit);

  /// The tags of an application's live links, in order.
  List<TagUse> tags(ApplicationId application);

  /// The codes of an application's live links that have this tag.
  List<Code> tagged(ApplicationId application, String tag);

  /// Live links that search engines may follow, the oldest first.
  List<Owned> crawlable(int limit);

  /// A link's code, and whose it is.
  record Owned(Code code, ApplicationId application) {}

  /// An application's links, deleted ones too, in the order of their creation.
  ///
  /// @param after only those with a higher number
  List<Link> ofApplication(ApplicationId application, long after, int limit);

  /// Links of this partition that changed above `position`, in order of their positions, deleted
  /// ones too, at most `limit`.
  List<Link> changedLinks(int partition, long position, int limit);

  /// The rows of a batch's transaction.
  Rows rows(Transaction transaction);

  /// Rows as the applier reads and writes them. Each method is one round trip, or one for each
  /// few hundred rows.
  interface Rows {
    Map<Code, Link> links(Collection<Code> codes);

    /// How many numbers of this kind the partition has given out, or passed over.
    long given(Settings.LinkCodes kind);

    void setGiven(Settings.LinkCodes kind, long count);

    void insertLinks(List<Link> links);

    void updateLinks(List<Link> links);
  }
}
