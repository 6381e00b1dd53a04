package plaza.core.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.port.Page;
import plaza.core.port.Transaction;

/// What is kept of applications and their keys. Reads see what was committed before they started;
/// each is one snapshot. Reads of one application return deleted ones too (their `deleted` says
/// so); lists leave them out.
public interface TenantStore {
  /// An application with the end of its list of chats, from one snapshot.
  record View(Application application, ApplicationCounters tail) {}

  Optional<View> application(Token token);

  Optional<View> application(ApplicationId id);

  /// The application that a secret key opens; empty for an unknown or revoked key.
  Optional<View> opened(SecretHash hash);

  /// Pages by internal id, in order of creation.
  List<View> applications(Page page);

  /// The keys that are not revoked, oldest first.
  List<ApplicationKey> keys(ApplicationId application);

  /// The key with this internal number, revoked or not.
  Optional<ApplicationKey> key(ApplicationId application, long number);

  Optional<ApplicationKey> key(ApplicationId application, KeyId id);

  /// The hash of the operator's key; empty before the first.
  Optional<SecretHash> operator();

  /// All that the operator has blocked of short links.
  List<LinkBlock> linkBlocks();

  /// Applications of this partition that changed above `position`, in order of their positions,
  /// deleted ones too, at most `limit`.
  List<Application> changed(int partition, long position, int limit);

  /// The rows of a batch's transaction.
  Rows rows(Transaction transaction);

  /// Rows as the applier reads and writes them. Each method is one round trip, whatever the
  /// number of rows.
  interface Rows {
    /// The number of the newest application, deleted ones too; 0 before the first.
    long lastApplication();

    Map<ApplicationId, Application> applications(Collection<ApplicationId> ids);

    /// Which of these tokens are taken, by deleted applications too.
    Collection<Token> taken(Collection<Token> tokens);

    Map<KeyId, ApplicationKey> keys(ApplicationId application, Collection<KeyId> ids);

    /// How many keys of the application are not revoked.
    int liveKeys(ApplicationId application);

    void insertApplications(List<Application> applications);

    void updateApplications(List<Application> applications);

    void insertKeys(List<ApplicationKey> keys);

    void updateKeys(List<ApplicationKey> keys);

    void setOperator(SecretHash hash, long position);

    /// How many blocks of this kind there are.
    long linkBlocks(LinkBlock.Kind kind);

    /// Adds a block, or gives the one that is there another reason.
    void putLinkBlock(LinkBlock block, long position);

    /// Removes a block; whether there was one.
    boolean removeLinkBlock(LinkBlock.Kind kind, String value);
  }
}
