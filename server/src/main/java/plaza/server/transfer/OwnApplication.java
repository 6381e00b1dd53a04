package plaza.server.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// The application of an import without --application: it has the import's name.
public final class OwnApplication {
  private OwnApplication() {}

  /// An application as it was made.
  ///
  /// @param secret its key, when this call made it
  public record Made(String token, Optional<String> secret) {}

  /// The import's own application: asked again, the same one.
  public static Made of(String url, String secret, String name) throws IOException {
    var body = Api.JSON.writeValueAsBytes(Api.JSON.createObjectNode().put("name", name));
    var key = "import-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    var answer = new Api(url, secret).post("/api/v1/applications", body, key).expect(200, 201);
    return new Made(
        answer.json().path("token").asText(),
        Optional.ofNullable(answer.json().path("secret").textValue()));
  }
}
