package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The short links of an application.
///
/// @param application its token
record Shortener(Http plaza, String application) {
  /// Of a new application.
  static Shortener of(Http plaza) {
    return new Shortener(plaza, plaza.application().replaceFirst(".*/", ""));
  }

  /// The fields of a link to this target.
  static ObjectNode to(String url) {
    return Http.JSON.createObjectNode().put("url", url);
  }

  Http.Answer shorten(ObjectNode link, String... headers) {
    return plaza.post("/shorten?application=" + application, Http.json(link), headers);
  }

  /// The code of a link that was made.
  static String code(Http.Answer made) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("code").asText();
  }
}
