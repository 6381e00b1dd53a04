package plaza.edge.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Certificate and key as they were read at one moment, and known to belong together.
///
/// @param options for the server
/// @param content what was read, to notice that it changed
record TlsFiles(PemKeyCertOptions options, List<String> content) {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  /// Reads both files.
  ///
  /// @throws IOException they can't be read, or are not a pair
  static TlsFiles read(Vertx vertx, Tls files) throws IOException {
    var content = content(files);
    var options = new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(content.get(0)))
        .setKeyValue(Buffer.buffer(content.get(1)));
    var names = files.certificate() + " and " + files.key();
    try {
      requirePair((X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0], names);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(
          "the certificate and key in " + names + " can't be read: " + e.getMessage(), e);
    }
    return new TlsFiles(options, content);
  }

  static List<String> content(Tls files) throws IOException {
    return List.of(
        Files.readString(files.certificate(), StandardCharsets.US_ASCII),
        Files.readString(files.key(), StandardCharsets.US_ASCII));
  }

  /// The kinds of keys, and how each signs.
  private enum Kind {
    RSA("SHA256withRSA"),
    EC("SHA256withECDSA"),
    EDDSA("EdDSA");

    private final String signature;

    Kind(String signature) {
      this.signature = signature;
    }
  }

  private static void requirePair(X509KeyManager keys, String names)
      throws IOException, GeneralSecurityException {
    for (var kind : Kind.values()) {
      var aliases = keys.getServerAliases(kind.name(), null);
      if (aliases != null) {
        var certificate = keys.getCertificateChain(aliases[0])[0];
        if (!isOf(kind, keys.getPrivateKey(aliases[0]), certificate)) {
          throw new IOException("the certificate and the key in " + names + " are not a pair");
        }
        warnOfDates(certificate);
        return;
      }
    }
    throw new IOException("the certificate and the key in " + names + " are not of one kind");
  }

  private static boolean isOf(Kind kind, PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    var text = "a pair?".getBytes(StandardCharsets.US_ASCII);
    var signing = Signature.getInstance(kind.signature);
    signing.initSign(key);
    signing.update(text);
    var signed = signing.sign();
    var verifying = Signature.getInstance(kind.signature);
    verifying.initVerify(certificate.getPublicKey());
    verifying.update(text);
    return verifying.verify(signed);
  }

  private static void warnOfDates(X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (GeneralSecurityException e) {
      LOG.atWarn()
          .addKeyValue("from", certificate.getNotBefore())
          .addKeyValue("to", certificate.getNotAfter())
          .log("the certificate is not valid now");
    }
  }
}
