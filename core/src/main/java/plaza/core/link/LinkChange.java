package plaza.core.link;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.StreamKey;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

/// The changes of links.
public sealed interface LinkChange extends Change {
  /// A new link that takes the next code of the partition that its stream is in.
  record LinkCreated(
      ApplicationId application, StreamKey stream, Settings.LinkCodes codes, LinkTerms terms)
      implements LinkChange {}

  /// A change of the link with a code, in the code's own stream.
  sealed interface OfCode extends LinkChange {
    ApplicationId application();

    Code code();
  }

  /// A new link with a code that its owner has chosen.
  record LinkNamed(ApplicationId application, Code code, StreamKey stream, LinkTerms terms)
      implements OfCode {}

  record LinkChanged(
      ApplicationId application, Code code, StreamKey stream, List<LinkEdit> edits, IfMatch ifMatch)
      implements OfCode {
    public LinkChanged {
      edits = List.copyOf(edits);
    }
  }

  record LinkDeleted(ApplicationId application, Code code, StreamKey stream, IfMatch ifMatch)
      implements OfCode {}
}
