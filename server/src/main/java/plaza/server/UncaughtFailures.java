package plaza.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs uncaught failures of threads, and failures that a supervised thread continues after.
final class UncaughtFailures implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UncaughtFailures.class);

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    LOG.atError().addKeyValue("thread", thread.getName()).setCause(failure).log("a thread failed");
  }
}
