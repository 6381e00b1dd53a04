package plaza.simulation.run;

import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Receiver;
import plaza.simulation.engine.Hazards;
import plaza.simulation.world.Fault;

/// A receiver that announcements reach as they reach one on another node: some never, some again
/// when others were there.
record Unreliable(Receiver receiver, Hazards hazards) implements Receiver {
  private static final int LATE_MILLIS_MAX = 2_000;

  @Override
  public void announced(Announcement announcement) {
    if (hazards.strikes(Fault.ANNOUNCEMENT_REPEATED)) {
      hazards.later(LATE_MILLIS_MAX, "announce again", () -> receiver.announced(announcement));
    }
    if (!hazards.strikes(Fault.ANNOUNCEMENT_LOST)) {
      receiver.announced(announcement);
    }
  }

  @Override
  public void missed() {
    receiver.missed();
  }
}
