package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names as the rules of UTS 46 and the tests of web browsers have them.
class DomainNameTest {
  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "straße.de, xn--strae-oqa.de",
    "STRASSE.de, strasse.de",
    "faẞ.de, xn--fa-hia.de",
    "Bücher.example, xn--bcher-kva.example",
    "ＧＯ.com, go.com",
    "ｅｘａｍｐｌｅ．ｃｏｍ, example.com",
    "a。b．c｡d, a.b.c.d",
    "例え.テスト, xn--r8jz45g.xn--zckzah",
    "فارسی.example, xn--mgbug7c06b.example",
    "نامه\u200Cای.example, xn--mgba3gch31f060k.example",
    "ශ්\u200Dරී, xn--10cl1a0b660p",
    "ΣΊΣΥΦΟΣ.gr, xn--kxa6akbbkh.gr",
    "a\u03F2b, xn--ab-vbc",
    "βόλος.com, xn--nxasmm1c.com",
    "☕.example, xn--53h.example",
    "❤️.example, xn--qei.example",
    "a\u00ADb\u200B.example, ab.example",
    "≠, xn--1ch",
    "a†--, xn--a---kp0a",
    "-†, xn----xhn",
    "ﬁ.example, fi.example",
    "①.example, 1.example",
    "k\u212A.example, kk.example",
    "ıx.tr, xn--x-eka.tr",
    "İ.tr, xn--i-9bb.tr",
    "Ꭰ.example, xn--58d.example",
    "e\u0301.fr, xn--9ca.fr",
    "x..ß, x..xn--zca",
    "xn--STRAE-OQA.de, xn--strae-oqa.de",
    "ليهمابتكلموشعربي؟, xn--egbpdaj6bu4bxfgehfvwxn",
    "他们为什么不说中文, xn--ihqwcrb4cv8a8dqg056pqjye",
    "なぜみんな日本語を話してくれないのか, xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
    "세계의모든사람들이한국어를이해한다면얼마나좋을까, xn--989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c"
  })
  void a_name_is_asked_for_as_browsers_do(String name, String ascii) {
    assertThat(DomainName.ascii(name)).contains(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.example",
        "a/b",
        "a#b",
        "a%41",
        "a<b",
        "a:b",
        "a@b",
        "a\\b",
        "a\u0001b",
        "\uFFFD.com",
        "a\u202Eb.example",
        "\uE000.example",
        "\uFDD0",
        "a…b",
        "℀.com",
        "\uD800"
      })
  void what_browsers_refuse_is_no_name(String name) {
    assertThat(DomainName.ascii(name)).isEmpty();
  }

  @Test
  void a_name_that_is_too_long_for_the_dns_is_none() {
    assertThat(DomainName.ascii("a".repeat(253))).isPresent();
    assertThat(DomainName.ascii("a".repeat(255))).isEmpty();
    assertThat(DomainName.ascii("ä".repeat(4_000))).isEmpty();
  }
}
