package plaza.launcher.process;

/// A part of a cluster could not be started or stopped; the message says why and what to do. No
/// trace is needed.
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LaunchException(String message) {
    super(message, null, false, false);
  }
}
