package plaza.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of words, prepared to be looked for in many texts: they are folded once, and found in one
/// pass over a text.
public final class ForbiddenWords {
  private final List<String> words;
  private final List<String> folded;
  private final AhoCorasick automaton;

  /// Prepares the words, in time and memory in proportion to their length: about 20 bytes a
  /// character.
  ///
  /// @param words those with nothing left when they are [Words#plain] forbid nothing
  public ForbiddenWords(List<String> words) {
    var given = new ArrayList<String>();
    var plain = new ArrayList<String>();
    for (var word : words) {
      var bare = Words.plain(word).strip();
      if (!bare.isEmpty()) {
        given.add(word);
        plain.add(bare);
      }
    }
    this.words = List.copyOf(given);
    this.folded = List.copyOf(plain);
    this.automaton = new AhoCorasick(folded);
  }

  /// How much memory the prepared words take, in states of about 20 bytes each.
  public int states() {
    return automaton.states();
  }

  /// The first of the words in `text`, as it was given; empty when there is none. A word is found
  /// whole where its script puts spaces between words (a rule about "ass" is none about "class"),
  /// anywhere where it does not.
  public Optional<String> firstIn(String text) {
    var plain = Words.plain(text);
    var state = AhoCorasick.ROOT;
    for (int i = 0; i < plain.length(); i++) {
      state = automaton.next(state, plain.charAt(i));
      var found = automaton.longest(state);
      if (found != AhoCorasick.ROOT && Words.isBoundary(plain, i + 1)) {
        for (; found != AhoCorasick.ROOT; found = automaton.shorter(found)) {
          var word = automaton.word(found);
          if (Words.isBoundary(plain, i + 1 - folded.get(word).length())) {
            return Optional.of(words.get(word));
          }
        }
      }
    }
    return Optional.empty();
  }
}
