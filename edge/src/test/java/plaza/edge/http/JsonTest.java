package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonTest {
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
