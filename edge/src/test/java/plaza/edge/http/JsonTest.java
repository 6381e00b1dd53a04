package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonTest {
  /// Names whose hash codes are equal, in tables that multiply by 33 (Jackson's) or by 31 (the
  /// JDK's).
  private static List<String> colliding(String one, String other, int pieces) {
    var names = new ArrayList<>(List.of(""));
    for (int i = 0; i < pieces; i++) {
      var longer = new ArrayList<String>();
      for (var name : names) {
        longer.add(name + one);
        longer.add(name + other);
      }
      names = longer;
    }
    return names;
  }

  private static byte[] object(List<String> names) {
    return names.stream()
        .map(name -> '"' + name + "\":0")
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void names_that_collide_in_a_table_harm_nobody() {
    var names = colliding("ab", "bA", 12);
    assertThat((names.getFirst().charAt(0) * 33 + names.getFirst().charAt(1)))
        .isEqualTo('b' * 33 + 'A');

    assertThat(Json.parse(object(names))).hasSize(names.size());
    for (var name : names) {
      assertThat(Json.parse(object(List.of(name)))).hasSize(1);
    }
  }

  /// Through a table of names that all parsers share, what one caller sends is a cost of others.
  @Test
  void the_names_of_one_body_are_not_kept_for_the_next() {
    var first = Json.parse(object(List.of("a-name"))).fieldNames().next();
    var second = Json.parse(object(List.of("a-name"))).fieldNames().next();

    assertThat(first).isEqualTo(second).isNotSameAs(second);
  }

  @Test
  void a_body_of_unknown_fields_gets_an_answer_that_is_short() {
    var fields = Fields.ofItem(Json.parse(object(colliding("Aa", "BB", 14))));

    assertThatThrownBy(fields::done)
        .isInstanceOfSatisfying(
            Problem.Refusal.class,
            refusal -> assertThat(refusal.problem().errors()).hasSize(20));
  }

  @Test
  void a_body_of_very_many_values_is_a_400() {
    var brackets = ("[" + "[],".repeat(300_000) + "[]]").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.parse(brackets))
        .isInstanceOfSatisfying(
            Problem.Refusal.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
  }

  @Test
  void times_are_in_utc_with_milliseconds_whatever_they_are() {
    assertThat(Json.time(Instant.parse("2026-11-25T14:07:09.042999Z")))
        .isEqualTo("2026-11-25T14:07:09.042Z");
    assertThat(Json.time(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Json.time(Instant.parse("1969-12-31T23:59:59.999Z")))
        .isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(Json.time(Instant.parse("0033-04-03T15:00:00Z")))
        .isEqualTo("0033-04-03T15:00:00.000Z");
  }

  @Test
  void years_of_more_than_four_digits_have_a_sign() {
    assertThat(Json.time(Instant.parse("+12026-01-01T00:00:00Z")))
        .isEqualTo("+12026-01-01T00:00:00.000Z");
    assertThat(Json.time(Instant.parse("-0001-01-01T00:00:00Z")))
        .isEqualTo("-0001-01-01T00:00:00.000Z");
  }
}
