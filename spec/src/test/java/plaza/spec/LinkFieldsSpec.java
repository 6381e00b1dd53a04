package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static plaza.spec.Shortener.code;
import static plaza.spec.Shortener.to;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What calls may say of a link, and what they are told when it is wrong.
class LinkFieldsSpec {
  private static final String TARGET = "https://example.com/page";

  private final Http plaza = PlazaServer.shared().http();
  private final Shortener shortener = Shortener.of(plaza);
  private final String application = shortener.application();

  @Test
  void null_stands_for_nothing_where_a_field_may_be_nothing_and_is_refused_elsewhere() {
    var nothing = to(TARGET);
    var refused = to(TARGET);
    List.of("code", "title", "valid_since", "valid_until", "max_visits").forEach(nothing::putNull);
    List.of("tags", "status", "forward_query", "crawlable").forEach(refused::putNull);

    var made = shortener.shorten(nothing);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("title").isNull()).isTrue();
    assertThat(made.json().path("max_visits").isNull()).isTrue();
    assertThat(shortener.shorten(refused).json().path("errors").toString())
        .isEqualTo("{\"crawlable\":[\"must be true or false\"],"
            + "\"forward_query\":[\"must be true or false\"],"
            + "\"status\":[\"must be a whole number\"],"
            + "\"tags\":[\"must be a list of texts\"]}");
    assertThat(
            shortener.shorten(to(TARGET).putNull("url")).json().path("errors").toString())
        .isEqualTo("{\"url\":[\"can't be blank\"]}");
  }

  @Test
  void what_is_wrong_is_told_all_at_once() {
    var wrong = to("nowhere").put("status", 303).put("max_visits", 0).put("valid_since", "soon");
    wrong.putArray("tags").add("");
    wrong.put("colour", "red");

    assertThat(shortener.shorten(wrong).json().path("errors").size()).isEqualTo(6);
  }

  @Test
  void a_form_says_flags_with_the_words_true_and_false() {
    var form = "url=" + TARGET + "&application=" + application + "&forward_query=%s&crawlable=%s";
    var type = new String[] {"Content-Type", "application/x-www-form-urlencoded"};

    var made = plaza.post("/shorten", form.formatted("false", "true"), type);
    var refused = plaza.post("/shorten", form.formatted("no", "TRUE"), type);

    assertThat(plaza.get("/" + code(made) + "?a=b").header("Location")).isEqualTo(TARGET);
    assertThat(plaza.get("/robots.txt").text()).contains(code(made));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").properties()).hasSize(2);
    assertThat(shortener.shorten(to(TARGET).put("crawlable", "true")).status()).isEqualTo(422);
  }
}
