package plaza.core.chat;

import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.tenant.TenantChange;

/// Whether a batch deleted what has other things under it, or closed what was: few batches do, and
/// who clears up behind them need not look after each.
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
