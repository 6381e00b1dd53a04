package plaza.edge.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptLanguageTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      de                                   | de
      de-AT, de;q=0.9, en;q=0.8            | de-AT de en
      en;q=0.5, de                         | de en
      en;q=0.8,fr;q=0.9,de;q=0.9           | fr de en
      en;q=0, de                           | de
      en;q=0.000, de;q=0.001               | de
      de ; Q=0.5 , en                      | en de
      zh-Hant-TW, zh_CN;q=0.1              | zh-Hant-TW zh-CN
      *, de;q=0.5                          | de
      de;q=2, en                           | en
      de;q=x, en;q=-1, fr;level=1, it      | it
      ,, de ,                              | de
      """)
  void languages_come_by_their_weights_and_none_that_is_not_acceptable(String header, String tags) {
    assertThat(String.join(" ", AcceptLanguage.languages(header))).isEqualTo(tags);
  }
}
