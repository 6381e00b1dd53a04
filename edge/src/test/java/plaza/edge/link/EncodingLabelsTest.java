package plaza.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingLabelsTest {
  @ParameterizedTest
  @CsvSource({
    "iso-8859-1, windows-1252",
    "us-ascii, windows-1252",
    "LATIN1, windows-1252",
    "gb2312, GB18030",
    "gbk, GB18030",
    "shift_jis, windows-31j",
    "x-sjis, windows-31j",
    "euc-kr, x-windows-949",
    "ks_c_5601-1987, x-windows-949",
    "iso-8859-9, windows-1254",
    "tis-620, x-windows-874",
    "big5, Big5-HKSCS",
    "utf8, UTF-8",
    "utf-16, UTF-16LE",
    "iso-8859-8-i, ISO-8859-8"
  })
  void a_label_names_what_browsers_take_it_for(String label, String charset) {
    assertThat(EncodingLabels.charset(label)).contains(Charset.forName(charset));
  }

  @Test
  void a_page_that_can_be_read_is_not_in_two_bytes_a_character_and_other_words_name_nothing() {
    assertThat(EncodingLabels.charsetInPage("utf-16")).contains(Charset.forName("UTF-8"));
    assertThat(EncodingLabels.charsetInPage("gbk")).contains(Charset.forName("GB18030"));
    assertThat(EncodingLabels.charset("utf-7")).isEmpty();
    assertThat(EncodingLabels.charset("none")).isEmpty();
  }
}
