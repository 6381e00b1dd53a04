package plaza.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.port.FatalHandler;

/// Exits the process at once, like a crash: closing the engines properly would sync their files
/// again, and trust the result.
final class FatalExit implements FatalHandler {
  /// What the process exits with, as `EX_IOERR` of `sysexits.h`.
  static final int EXIT_CODE = 74;

  private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

  @Override
  public void because(String why) {
    LOG.atError()
        .log(
            why
                + ". The process exits. Check the disk, then start it again: nothing acknowledged is lost if the disk is intact");
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
