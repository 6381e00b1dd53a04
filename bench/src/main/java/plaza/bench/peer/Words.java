package plaza.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Texts of about 120 bytes, as those of `bench/wrk/words.lua`.
public final class Words {
  private static final int TEXTS = 4_000;
  private static final int LENGTH = 115;
  private static final List<String> WORDS = List.of("""
      the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not what all
      were we when your can said there use an each which she do how their if will up other about out many then them these so some
      her would make like him into time has look two more write go see number no way could people my than first water been call who
      oil its now find long down day did get come made may part over new sound take only little work know place year live me back
      give most very after thing our just name good sentence man think say great where help through much before line right too mean
      old any same tell boy follow came want show also around form three small set put end does another well large must big even
      """.strip().split("\\s+"));

  private Words() {}

  public static List<String> texts() {
    var random = new SplittableRandom(20);
    var texts = new ArrayList<String>();
    for (int i = 0; i < TEXTS; i++) {
      var text = new StringBuilder();
      while (text.length() < LENGTH) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      texts.add(text.toString().strip());
    }
    return texts;
  }
}
