package plaza.spec.fault;

import java.io.IOException;
import plaza.spec.PlazaServer;

/// Has a process stand still, and go on.
final class Signals {
  private Signals() {}

  static void freeze(PlazaServer server) throws IOException, InterruptedException {
    send("-STOP", server);
  }

  static void wake(PlazaServer server) throws IOException, InterruptedException {
    send("-CONT", server);
  }

  private static void send(String signal, PlazaServer server)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill " + signal + " failed");
    }
  }
}
