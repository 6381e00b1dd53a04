package plaza.core.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The automaton of Aho and Corasick: finds the places of many words in one pass over a text.
/// Making it costs time in proportion to the length of all words together, and a pass in proportion
/// to the length of the text, but for the logarithm of the number of words.
///
/// Its states are the beginnings of the words, numbered by length, and those of one length in the
/// order of the words: the states that follow on one are neighbours, and are found by a binary
/// search. A hash table would be faster, and could be made slow by chosen words.
final class AhoCorasick {
  /// The state before the first character, which no word ends at.
  static final int ROOT = 0;

  private static final int NONE = -1;

  /// The children of state `s` are the states from `children[s]` to `children[s + 1]`.
  private final int[] children;

  /// The last character of each state.
  private final char[] label;

  /// The longest proper suffix of each state that is a state.
  private final int[] suffix;

  /// The word that ends at a state, or [#NONE].
  private final int[] word;

  /// The longest proper suffix at which a word ends, or [#ROOT].
  private final int[] shorter;

  private int count = 1;

  /// @param words none empty; of equal ones the first counts
  AhoCorasick(List<String> words) {
    var statesMax = Math.toIntExact(1 + words.stream().mapToLong(String::length).sum());
    children = new int[statesMax + 1];
    label = new char[statesMax];
    suffix = new int[statesMax];
    word = new int[statesMax];
    shorter = new int[statesMax];
    Arrays.fill(word, NONE);
    addStates(words, statesMax);
    for (int state = ROOT; state < count; state++) {
      for (int child = children[state]; child < children[state + 1]; child++) {
        suffix[child] = state == ROOT ? ROOT : next(suffix[state], label[child]);
        shorter[child] = word[suffix[child]] == NONE ? shorter[suffix[child]] : suffix[child];
      }
    }
  }

  /// Adds the states by their lengths. The words, in their order, that begin with a state are
  /// neighbours, too.
  private void addStates(List<String> words, int statesMax) {
    var inOrder = IntStream.range(0, words.size())
        .boxed()
        .sorted((a, b) -> words.get(a).compareTo(words.get(b)))
        .mapToInt(Integer::intValue)
        .toArray();
    var from = new int[statesMax];
    var to = new int[statesMax];
    to[ROOT] = inOrder.length;
    var levelEnd = 1;
    var length = 0;
    for (int state = ROOT; state < count; state++) {
      if (state == levelEnd) {
        levelEnd = count;
        length++;
      }
      children[state] = count;
      var at = from[state];
      for (; at < to[state] && words.get(inOrder[at]).length() == length; at++) {
        word[state] = word[state] == NONE ? inOrder[at] : Math.min(word[state], inOrder[at]);
      }
      while (at < to[state]) {
        var c = words.get(inOrder[at]).charAt(length);
        from[count] = at;
        while (at < to[state] && words.get(inOrder[at]).charAt(length) == c) {
          at++;
        }
        to[count] = at;
        label[count++] = c;
      }
    }
    children[count] = count;
  }

  /// How many states there are: about 18 bytes each.
  int states() {
    return count;
  }

  /// The state behind `c`.
  int next(int state, char c) {
    var at = state;
    while (true) {
      var child = Arrays.binarySearch(label, children[at], children[at + 1], c);
      if (child >= 0) {
        return child;
      }
      if (at == ROOT) {
        return ROOT;
      }
      at = suffix[at];
    }
  }

  /// The state of the longest word that ends here, [#ROOT] when none does.
  int longest(int state) {
    return word[state] == NONE ? shorter[state] : state;
  }

  /// The state of the next shorter word that ends here, [#ROOT] when none does.
  int shorter(int state) {
    return shorter[state];
  }

  /// The word that ends at a state which [#longest] or [#shorter] has given.
  int word(int state) {
    return word[state];
  }
}
