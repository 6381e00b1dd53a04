package plaza.core.pipeline;

/// Assigns the positions of a batch.
public final class Positions {
  private long last;

  Positions(long last) {
    this.last = last;
  }

  public long next() {
    return ++last;
  }

  long last() {
    return last;
  }
}
