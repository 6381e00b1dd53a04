package plaza.core.pipeline;

import java.time.Duration;

/// Applies a partition while it is this node's, and follows it while it is another's.
final class Owning implements Turns {
  private final Applying applying;
  private final Following following;
  private volatile boolean owned = true;
  private boolean begun;

  /// Whether the store may be older than it was: nothing of it is shown before that is known.
  private volatile boolean doubted;

  Owning(Applying applying, Following following) {
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

  @Override
  public Duration take(Duration patience) {
    if (doubted) {
      applying.giveUp();
      following.doubt();
      // A doubt that came meanwhile is about what nothing was read of yet.
      doubted = false;
    }
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

  /// What was shown once may be shown on, as long as the store has it: whoever takes a partition up
  /// has followed it.
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
