package plaza.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.port.FatalHandler;

/// Ends the process at once, as a crash would: to close the engines well would be to sync their
/// files again, and to believe the answer.
final class FatalExit implements FatalHandler {
  /// What the process exits with, as `EX_IOERR` of `sysexits.h`.
  static final int EXIT_CODE = 74;

  private static final Logger LOG = LoggerFactory.getLogger(FatalExit.class);

  @Override
  public void because(String why) {
    LOG.atError()
        .log(why + ". The process ends here. Check the disk, then start it again: nothing "
            + "acknowledged is lost if the disk is well");
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
