package plaza.core.pipeline;

import java.util.List;
import plaza.core.chat.ChatFeature;
import plaza.core.event.Format;
import plaza.core.link.LinkFeature;
import plaza.core.tenant.TenantFeature;
import plaza.core.visit.VisitFeature;

/// The formats of all features, for tests of events.
public final class EventFormats {
  private EventFormats() {}

  public static List<Format> all() {
    return List.of(
        TenantFeature.FORMAT, ChatFeature.FORMAT, LinkFeature.FORMAT, VisitFeature.FORMAT);
  }
}
