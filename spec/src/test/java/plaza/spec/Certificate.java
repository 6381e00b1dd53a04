package plaza.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A self-signed certificate for this machine, as files in a folder of its own: `key.pem` and
/// `certificate.pem`.
record Certificate(Path folder) {
  static final String PASSWORD = "secret";

  /// @param name whose it is said to be
  static Certificate of(String name) throws IOException, InterruptedException {
    var made = new Certificate(PlazaServer.temporary());
    run(List.of(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=" + name,
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout",
        made.key().toString(),
        "-out",
        made.file().toString()));
    return made;
  }

  Path key() {
    return folder.resolve("key.pem");
  }

  Path file() {
    return folder.resolve("certificate.pem");
  }

  /// Key and certificate in one store, as Java servers have them.
  Path keyStore() throws IOException, InterruptedException {
    var store = folder.resolve("keys.p12");
    run(List.of(
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        key().toString(),
        "-in",
        file().toString(),
        "-passout",
        "pass:" + PASSWORD,
        "-out",
        store.toString()));
    return store;
  }

  /// The certificate in a store of those that are trusted.
  Path trustStore() throws IOException, InterruptedException {
    var store = folder.resolve("trust.p12");
    run(List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-importcert",
        "-noprompt",
        "-alias",
        "engines",
        "-file",
        file().toString(),
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString()));
    return store;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }
}
