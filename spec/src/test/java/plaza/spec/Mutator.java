package plaza.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes bad input of good: a few random edits, by pieces that parsers trip over.
final class Mutator {
  private static final List<String> PIECES = List.of(
      "\r\n",
      "\n",
      "\u0000",
      " ",
      "\t",
      "%",
      "%00",
      "%zz",
      "%F0%9F",
      "/",
      "//",
      "..",
      "?",
      "&",
      "=",
      "#",
      ";",
      ",",
      ":",
      "\"",
      "\\",
      "\\u0000",
      "\\ud800",
      "{",
      "}",
      "[",
      "]",
      "[[[[",
      "null",
      "true",
      "-1",
      "0",
      "1e999",
      "9223372036854775807",
      "9223372036854775808",
      "\u00e9",
      "世",
      "\ud83c\udf0d",
      "\u202e",
      "\ufeff",
      "a".repeat(300),
      "Content-Length: 5\r\n",
      "Transfer-Encoding: chunked\r\n",
      "Host: x\r\n",
      "Upgrade: websocket\r\n",
      "HTTP/9.9");
  private static final int EDITS_MAX = 4;

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  String mutated(String good) {
    var text = new StringBuilder(good);
    for (int edits = random.nextInt(1, EDITS_MAX + 1); edits > 0; edits--) {
      edit(text);
    }
    // An edit may have cut a pair of surrogates in two: then a question mark is in its place.
    return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private void edit(StringBuilder text) {
    var at = random.nextInt(text.length() + 1);
    var to = Math.min(text.length(), at + random.nextInt(1, 9));
    switch (random.nextInt(5)) {
      case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 1 -> text.delete(at, to);
      case 2 -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
      case 3 -> text.insert(at, text.substring(at, to));
      default -> text.insert(at, (char) random.nextInt(0xD800));
    }
  }
}
