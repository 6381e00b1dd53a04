package plaza.simulation.world;

/// The world can't go on, or goes on for too long.
public final class Stuck extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Stuck(String why) {
    super(why);
  }
}
