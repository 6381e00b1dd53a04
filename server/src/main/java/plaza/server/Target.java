package plaza.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;
import plaza.core.tenant.Secret;

/// The server of a transfer: a running one, or one that is started on the data directory of a
/// stopped one.
final class Target {
  private static final String DEFAULT_URL = "http://127.0.0.1:8080";

  @Option(
      names = "--url",
      description =
          "A running server (default: PLAZA_URL in the environment, or " + DEFAULT_URL + ")")
  private String url = "";

  @Option(
      names = "--data",
      description = "The data directory of a stopped server, instead of --url")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--key",
      defaultValue = "${env:PLAZA_KEY}",
      description =
          "The secret key, if the server requires keys (default: PLAZA_KEY in the environment, where other users of this machine can't read it)")
  private String secret = "";

  String secret() {
    return secret;
  }

  /// Whether the server runs before and after.
  boolean isRunning() {
    return data.isEmpty();
  }

  private static String urlOfEnvironment() {
    var variable = System.getenv("PLAZA_URL");
    return variable == null || variable.isBlank() ? DEFAULT_URL : variable.strip();
  }

  private static String checked(String url) {
    try {
      var uri = new URI(url);
      if (String.valueOf(uri.getScheme()).matches("https?") && uri.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // As one that is no address of a server.
    }
    throw new UserError("--url must look like " + DEFAULT_URL + ", was " + url);
  }

  /// What is done with the server.
  interface Work {
    int on(String url) throws Exception;
  }

  int with(Work work) throws Exception {
    if (data.isEmpty()) {
      return work.on(checked(url.isEmpty() ? urlOfEnvironment() : url));
    }
    if (!url.isEmpty()) {
      throw new UserError("--url and --data exclude each other");
    }
    var passkey = Secret.random(Secret.OPERATOR_PREFIX, new SecureRandom());
    secret = passkey.reveal();
    try (var plaza = OnDirectory.startFor(data.get(), passkey)) {
      return work.on("http://127.0.0.1:" + plaza.port());
    }
  }
}
