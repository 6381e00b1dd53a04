package plaza.core.tenant;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.StreamKey;
import plaza.core.pipeline.IfMatch;

/// What changes applications and keys. All of it is in the server's stream.
public sealed interface TenantChange extends Change {
  /// The server's own stream, which carries applications and keys.
  StreamKey STREAM = StreamKey.hashed("server", 0, 0);

  @Override
  default StreamKey stream() {
    return STREAM;
  }

  /// An application with its first key.
  record ApplicationCreated(
      Token token, ApplicationName name, List<ApplicationEdit> edits, KeyId key, SecretHash hash)
      implements TenantChange {}

  record ApplicationChanged(ApplicationId application, List<ApplicationEdit> edits, IfMatch ifMatch)
      implements TenantChange {}

  record ApplicationDeleted(ApplicationId application, IfMatch ifMatch) implements TenantChange {}

  record KeyAdded(ApplicationId application, KeyId key, SecretHash hash) implements TenantChange {}

  record KeyRevoked(ApplicationId application, KeyId key) implements TenantChange {}

  /// The operator has a new key; the one before opens nothing any more.
  record OperatorKeySet(SecretHash hash) implements TenantChange {}

  /// What the operator does about links of any application.
  sealed interface OfLinkBlock extends TenantChange {
    LinkBlock.Kind kind();

    /// A code, or a host in its canonical form.
    String value();
  }

  /// A link is taken down, or a host is blocked; one that is already gets the new reason.
  record LinkBlocked(LinkBlock.Kind kind, String value, String reason) implements OfLinkBlock {}

  /// The opposite of [LinkBlocked].
  record LinkUnblocked(LinkBlock.Kind kind, String value) implements OfLinkBlock {}
}
