package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpec {
  private final Http plaza = PlazaServer.shared().http();

  private Http.Answer search(String chat, String query, long wait) {
    var q = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return plaza.get(chat + "/messages/search?q=" + q + "&wait=" + wait);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          Testing              | tes
          Testing              | est
          Hello 世界 🌍         | 世
          Hello 世界 🌍         | 🌍
          Hello 世界 🌍         | 世界
          Crème Brûlée         | creme brulee
          creme                | CRÈME
          I love C++ and C#    | C++
          five * six           | *
          a OR b               | a OR b
          ｆｕｌｌｗｉｄｔｈ       | fullwidth
          Straße               | STRASSE
          ΣΊΣΥΦΟΣ              | σίσυφος
          Привет, мир          | ПРИВЕТ
          สวัสดีครับ             | สดี
          नमस्ते दुनिया           | दुनि
          ガギグゲゴ             | ギグ
          مرحبا بالعالم         | عالم
          the quick brown fox  | "quick brown"
          brown and quick      | quick brown
          5" disk              | 5"
          오키ㅇㅋㅜㅜ             | ㅇㅋ
          네ㄳ                  | 네
          الحلّة                | الحلة
          Łódź                 | lodz
          don’t panic          | don't
          a "quoted phrase"    | “quoted phrase”
          quoted phrase too    | “quoted phrase”
          bye ❤️               | ❤
          👩‍👧                  | 👩‍👧
          """)
  void a_text_is_found_by_any_part_of_it(String text, String query) {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("something else entirely, 12345"));
    plaza.post(chat + "/messages", Http.message(text));

    assertThat(search(chat, query, 2).numbers()).containsExactly(2L);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          brown and quick | "quick brown"
          か               | が
          testing         | text
          abc             | abd
          aaa             | aaaa
          """)
  void what_does_not_contain_it_is_not_found(String text, String query) {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message(text));

    assertThat(search(chat, query, 1).numbers()).isEmpty();
  }

  @Test
  void search_says_how_far_it_has_indexed_and_finds_newest_first() {
    var chat = plaza.chat();
    for (int i = 1; i <= 5; i++) {
      plaza.post(chat + "/messages", Http.message("needle " + i));
    }

    var found = search(chat, "needle", 5);

    assertThat(found.numbers()).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(Long.parseLong(found.header("X-Indexed-Through"))).isEqualTo(5);
    assertThat(plaza.get(chat + "/messages/search?q=needle&before=4&limit=2").numbers())
        .containsExactly(3L, 2L);
    assertThat(plaza.get(chat + "/messages/search?query=needle").numbers()).hasSize(5);
  }

  @Test
  void edited_and_deleted_texts_are_found_as_they_are_now() {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("alpha"));
    plaza.post(chat + "/messages", Http.message("alpha too"));
    search(chat, "alpha", 2);

    plaza.patch(chat + "/messages/1", Http.message("beta"));
    plaza.delete(chat + "/messages/2");

    assertThat(search(chat, "alpha", 2).numbers()).isEmpty();
    assertThat(search(chat, "beta", 2).numbers()).containsExactly(1L);
  }

  @Test
  void an_application_is_searched_through_all_its_chats_and_no_other_applications() {
    var application = plaza.application();
    var first = plaza.chatIn(application);
    var second = plaza.chatIn(application);
    var other = plaza.chat();
    for (var chat : List.of(first, second, other)) {
      plaza.post(chat + "/messages", Http.message("common"));
      search(chat, "common", 1);
    }

    var found = plaza.get(application + "/messages/search?q=common&limit=1");
    assertThat(found.json()).hasSize(1);
    assertThat(found.json().get(0).path("chat").asLong()).isEqualTo(2);
    var next = plaza.get(found.next());
    assertThat(next.json().get(0).path("chat").asLong()).isEqualTo(1);
    assertThat(next.next()).isEmpty();

    plaza.delete(second);
    assertThat(plaza.get(application + "/messages/search?q=common").json()).hasSize(1);
  }

  @Test
  void a_blank_query_is_refused_and_a_long_one_is_ordinary() {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("a".repeat(1500)));

    assertThat(plaza.get(chat + "/messages/search?q=%20").status()).isEqualTo(400);
    assertThat(plaza.get(chat + "/messages/search").status()).isEqualTo(400);
    assertThat(search(chat, "a".repeat(1000), 1).numbers()).containsExactly(1L);
  }

  @Test
  void a_query_may_have_many_different_words() {
    var chat = plaza.chat();
    var words = java.util.stream.IntStream.range(0, 700).mapToObj(i -> "w" + i).toList();
    plaza.post(chat + "/messages", Http.message(String.join(" ", words)));
    plaza.post(chat + "/messages", Http.message(String.join(" ", words.subList(1, 700))));

    assertThat(search(chat, String.join(" ", words), 2).numbers()).containsExactly(1L);
  }
}
