package plaza.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.text.Query;

/// Messages in twenty scripts, and queries cut out of them, for tests of search indexes.
public final class Corpus {
  private static final int QUERIES = 240;

  private static final List<String> TEXTS = List.of(
      "The quick brown fox jumps over the lazy dog",
      "Crème Brûlée, naïve façade — Straße in Zürich",
      "Ελληνικά: ο Σίσυφος σπρώχνει τον βράχο",
      "Привет, мир! Ёлка и ещё йод",
      "שלום עולם, מה שלומך היום",
      "مرحبا بالعالم كيف حالك اليوم",
      "नमस्ते दुनिया, आप कैसे हैं",
      "হ্যালো বিশ্ব কেমন আছো",
      "ਸਤ ਸ੍ਰੀ ਅਕਾਲ ਦੁਨੀਆ",
      "வணக்கம் உலகம் எப்படி இருக்கிறாய்",
      "హలో ప్రపంచం ఎలా ఉన్నారు",
      "สวัสดีครับ ชาวโลกทุกคน",
      "ສະບາຍດີ ຊາວໂລກ",
      "မင်္ဂလာပါ ကမ္ဘာလောက",
      "សួស្តី ពិភពលោក",
      "안녕하세요 세계 여러분",
      "こんにちは世界、ガギグゲゴとカキクケコ",
      "你好，世界！今天天气很好",
      "გამარჯობა მსოფლიო",
      "Բարեւ աշխարհ",
      "ሰላም ልዑል እንዴት ነህ",
      "Hello 世界 🌍 👩‍👩‍👧 C++ and C# * a OR b",
      "https://example.org/path?q=1&r=2#frag (see [1])",
      "ｆｕｌｌｗｉｄｔｈ ＡＢＣ １２３ and halfwidth ｶﾞｷﾞ",
      "aaaa aaa aa a",
      "five  *  six\tseven\neight");

  private Corpus() {}

  /// The corpus as messages of a chat, numbered from 1, each a second younger than the one
  /// before.
  public static List<Message> messages(ChatId chat) {
    var messages = new ArrayList<Message>();
    var random = new Random(7);
    for (int i = 0; i < TEXTS.size() * 4; i++) {
      var text =
          i < TEXTS.size() ? TEXTS.get(i) : TEXTS.get(random.nextInt(TEXTS.size())) + " " + i;
      messages.add(message(chat, i + 1, text));
    }
    return messages;
  }

  public static Message message(ChatId chat, long number, String text) {
    var at = Instant.parse("2026-01-31T12:00:00Z").plusSeconds(number);
    return new Message(
        new MessageId(chat, number), text, Sender.NONE, at, at, Message.State.POSTED, number);
  }

  /// Pieces of the texts, of one code point to a dozen, in the case of their own or another, pairs
  /// of pieces, and phrases, whose spaces count.
  public static List<Query> queries() {
    var random = new Random(11);
    var queries = new ArrayList<Query>();
    while (queries.size() < QUERIES) {
      var text = piece(random) + (random.nextInt(4) == 0 ? " " + piece(random) : "");
      Query.parse(random.nextBoolean() ? text : text.toUpperCase(java.util.Locale.ROOT))
          .ifPresent(queries::add);
    }
    return queries;
  }

  private static String piece(Random random) {
    var points = TEXTS.get(random.nextInt(TEXTS.size())).codePoints().toArray();
    var length = Math.min(points.length, 1 + random.nextInt(random.nextInt(3) == 0 ? 12 : 4));
    var from = random.nextInt(points.length - length + 1);
    var piece = new String(points, from, length);
    return random.nextInt(3) == 0 ? "\"" + piece + "\"" : piece;
  }
}
