package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// HTTPS from PEM files, over bare sockets that trust everybody.
class TlsSpec {
  private final Path directory = PlazaServer.temporary();

  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private SSLSocket connect(PlazaServer server) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
    var url = URI.create(server.url());
    var socket = (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort());
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }

  private String subject(PlazaServer server) throws Exception {
    try (var socket = connect(server)) {
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  private void certify(String name) throws Exception {
    certify(name, "key.pem", "certificate.pem");
  }

  /// @param kept which of the two files are put into place
  private void certify(String name, String... kept) throws Exception {
    var made = Certificate.of(name).folder();
    for (var file : kept) {
      Files.move(made.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String exchange(SSLSocket socket, String request, String until) throws Exception {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    var got = new StringBuilder();
    while (got.indexOf(until) < 0) {
      var next = socket.getInputStream().read();
      assertThat(next).as("%s", got).isNotNegative();
      got.append((char) next);
    }
    return got.toString();
  }

  @Test
  void https_is_spoken_with_the_certificate_of_now_and_streams_and_sockets_work_over_it()
      throws Exception {
    certify("first");
    try (var server = PlazaServer.on(
        PlazaServer.temporary(),
        "--tls-certificate",
        directory.resolve("certificate.pem").toString(),
        "--tls-key",
        directory.resolve("key.pem").toString())) {
      assertThat(server.url()).startsWith("https://");
      assertThat(subject(server)).isEqualTo("CN=first");
      try (var socket = connect(server);
          var stream = connect(server);
          var webSocket = connect(server)) {
        var form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
        var post = " HTTP/1.1\r\nHost: localhost\r\n" + form;
        var made =
            exchange(socket, "POST /api/v1/applications" + post + "6\r\n\r\nname=x", "secret");
        var token = made.replaceAll("(?s).*\"token\":\"(\\w+)\".*", "$1");
        var chats = "/api/v1/applications/" + token + "/chats";
        exchange(socket, "POST " + chats + post + "0\r\n\r\n", "\"number\":1");
        var get = " HTTP/1.1\r\nHost: localhost\r\n";
        exchange(stream, "GET " + chats + "/1/events" + get + "\r\n", "id: ");
        exchange(
            webSocket,
            "GET /api/v1/socket?application=" + token + get
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");

        exchange(socket, "POST " + chats + "/1/messages" + post + "7\r\n\r\nbody=hi", "\"hi\"");

        exchange(stream, "", "\"body\":\"hi\"");
      }

      certify("second");

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> subject(server).equals("CN=second"));
    }
  }

  @Test
  void a_certificate_and_a_key_that_are_no_pair_are_never_used() throws Exception {
    certify("first");
    var certificate = directory.resolve("certificate.pem").toString();
    var key = directory.resolve("key.pem").toString();
    try (var server = PlazaServer.on(
        PlazaServer.temporary(), "--tls-certificate", certificate, "--tls-key", key)) {
      certify("second", "certificate.pem");

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.output().contains("are not a pair"));
      assertThat(subject(server)).isEqualTo("CN=first");
    }
    var run = Commands.run(
        "serve",
        "--data",
        PlazaServer.temporary().toString(),
        "--port",
        "0",
        "--tls-certificate",
        certificate,
        "--tls-key",
        key);
    assertThat(run.output()).contains("are not a pair").doesNotContain("ready");
    assertThat(run.code()).isEqualTo(1);
  }
}
