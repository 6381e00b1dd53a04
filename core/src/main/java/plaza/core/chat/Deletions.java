package plaza.core.chat;

import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.tenant.TenantChange;

/// Detects batches that delete a parent resource or close a stream: few do, so that cleanup
/// need not run after each batch.
final class Deletions {
  private Deletions() {}

  static boolean in(Announcement announcement) {
    for (var applied : announcement.applied()) {
      var change = applied.event().change();
      if ((change instanceof ChatChange.ChatDeleted
              || change instanceof ChatChange.ChatClosed
              || change instanceof TenantChange.ApplicationDeleted)
          && applied.outcome() instanceof Outcome.Done) {
        return true;
      }
    }
    return false;
  }
}
