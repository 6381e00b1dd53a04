package plaza.core.pipeline;

import java.time.Duration;

/// Applies a partition while this node owns it, and follows it while another node does.
final class PartitionRole implements RepeatedTask {
  private final ApplyLoop applying;
  private final PartitionFollower following;
  private volatile boolean owned = true;
  private boolean begun;

  /// Whether the store may be older than it was: nothing of it is shown before that is known.
  private volatile boolean doubted;

  /// Whether it may still be older, though that is known now.
  private volatile boolean recovering;

  PartitionRole(ApplyLoop applying, PartitionFollower following) {
    this.applying = applying;
    this.following = following;
  }

  /// Whether the partition is this node's from now on: the turn under way is the last of the other
  /// kind.
  void own(boolean owned) {
    this.owned = owned;
  }

  boolean owned() {
    return owned;
  }

  @Override
  public String name() {
    return applying.name();
  }

  /// The store may be another one from now on; to be called from any thread.
  void doubt() {
    doubted = true;
  }

  /// Whether the store was found to be another one and is not known to be as new as what was shown.
  /// It ends, too, when nobody gets the partition there: its rows are refused as long.
  boolean recovers() {
    return (doubted || recovering) && !(applying.state() instanceof PartitionState.Stopped);
  }

  @Override
  public Duration take(Duration patience) {
    if (doubted) {
      applying.giveUp();
      following.doubt();
      recovering = true;
      // A doubt that came meanwhile is about what nothing was read of yet.
      doubted = false;
    }
    var pause = applyOrFollow(patience);
    if (!(known() instanceof PartitionState.CatchingUp) || following.standsStill()) {
      recovering = false;
    }
    return pause;
  }

  private Duration applyOrFollow(Duration patience) {
    if (owned) {
      begun = true;
      var pause = applying.take(patience);
      following.saw(applying.applied());
      if (applying.state() instanceof PartitionState.CatchingUp) {
        // The store may be older than it was.
        following.take();
      }
      return pause;
    }
    if (begun) {
      begun = false;
      applying.giveUp();
    }
    return following.follow();
  }

  /// What was shown once may be shown on, as long as the store has it: anyone who takes a
  /// partition up has followed it.
  PartitionState state() {
    return doubted && !(applying.state() instanceof PartitionState.Stopped)
        ? new PartitionState.CatchingUp()
        : known();
  }

  private PartitionState known() {
    return applying.state() instanceof PartitionState.CatchingUp
        ? following.state()
        : applying.state();
  }

  /// The next offset to apply, by whomever.
  long applied() {
    return Math.max(applying.applied(), following.applied());
  }

  Trouble trouble() {
    return owned ? applying.trouble() : following.trouble();
  }

  @Override
  public boolean over() {
    return applying.over();
  }
}
