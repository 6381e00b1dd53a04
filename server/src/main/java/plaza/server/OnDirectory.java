package plaza.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import plaza.core.tenant.Secret;
import plaza.edge.EdgeConfig;
import plaza.server.control.Control;
import plaza.server.control.ControlSocket;

/// A data directory that a command works on, whether its server runs or not.
final class OnDirectory {
  @Option(
      names = "--data",
      defaultValue = "${env:PLAZA_DATA:-data}",
      description = "The data directory of a running or stopped server (default: PLAZA_DATA in the"
          + " environment, or ./data)")
  private Path data = Path.of("data");

  /// Has the command carried out by the running server, or by one that is started for it and
  /// serves nobody else.
  String run(String words) throws InterruptedException {
    var files = new DataFiles(data.toAbsolutePath());
    files.requireStore();
    try {
      var answer = ControlSocket.ask(files.control(), words, System.err::println);
      return answer.isPresent() ? answer.get() : runAlone(words);
    } catch (Control.Refusal refusal) {
      throw new UserError(String.valueOf(refusal.getMessage()));
    }
  }

  private String runAlone(String words) throws InterruptedException {
    var passkey = Secret.random(Secret.OPERATOR_PREFIX, new SecureRandom());
    try (var plaza = startFor(data, passkey)) {
      return plaza.control().run(words, System.err::println);
    }
  }

  /// A server on the directory for one command: on a port of its own, for anyone who has the
  /// passkey.
  static Plaza startFor(Path data, Secret passkey) throws InterruptedException {
    return startFor(Engines.of(new Deployment.Embedded(data)), passkey);
  }

  /// @param engines the server's from now on
  static Plaza startFor(Engines engines, Secret passkey) throws InterruptedException {
    var edge = new EdgeConfig(
        "127.0.0.1",
        0,
        false,
        passkey,
        List.of(),
        0,
        Optional.empty(),
        "",
        List.of(),
        false,
        "command",
        Version.number());
    return Plaza.start(engines, edge, Long.MAX_VALUE, progress -> {
      System.err.println(progress);
      return true;
    });
  }
}
