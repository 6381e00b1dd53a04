package plaza.core.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.text.Texts;

/// What values a setting may have, and how they are written in events and rows.
///
/// @param <T> the type of the values
public sealed interface SettingType<T> {
  /// The longest entry of a list, in Unicode code points.
  int ENTRY_LENGTH_MAX = 255;

  /// What is wrong with a value, stored ones included, in words behind the setting's name; empty
  /// when nothing is.
  Optional<String> problem(T value);

  /// As [#problem], of a value that is to be set now: stored ones are read though they would no
  /// longer be taken.
  default Optional<String> newProblem(T value) {
    return problem(value);
  }

  /// The value, if it has the right type.
  ///
  /// @throws ClassCastException it has not
  T cast(Object value);

  void write(EventWriter out, T value);

  T read(EventReader in);

  /// Whole numbers from 1 on.
  ///
  /// @param optional whether there may be none, which is 0 here and null in the API
  record WholeNumber(int max, boolean optional) implements SettingType<Integer> {
    @Override
    public Optional<String> problem(Integer value) {
      return optional && value == 0 ? Optional.empty() : numberProblem(value);
    }

    /// What is wrong with a number that a caller gives.
    public Optional<String> numberProblem(long value) {
      return value >= 1 && value <= max
          ? Optional.empty()
          : Optional.of("must be 1 to " + max + ", was " + value);
    }

    @Override
    public Integer cast(Object value) {
      return (Integer) value;
    }

    @Override
    public void write(EventWriter out, Integer value) {
      out.number(value);
    }

    @Override
    public Integer read(EventReader in) {
      return (int) in.number();
    }
  }

  /// Lists of texts of 1 to [#ENTRY_LENGTH_MAX] characters.
  ///
  /// @param entriesProblem what is wrong with entries, stored ones included
  /// @param newEntriesProblem what is wrong, beside that, with entries that are to be set now
  record TextList(
      int countMin,
      int countMax,
      Function<List<String>, Optional<String>> entriesProblem,
      Function<List<String>, Optional<String>> newEntriesProblem)
      implements SettingType<List<String>> {
    @Override
    public Optional<String> problem(List<String> entries) {
      if (entries.size() > countMax) {
        return Optional.of(
            "has too many entries (maximum is " + countMax + ", had " + entries.size() + ")");
      }
      if (entries.size() < countMin) {
        return Optional.of("can't be empty");
      }
      return entries.stream()
          .flatMap(entry -> Texts.problem(entry, ENTRY_LENGTH_MAX).stream())
          .findFirst()
          .map(problem -> "has an entry that " + problem)
          .or(() -> entriesProblem.apply(entries));
    }

    @Override
    public Optional<String> newProblem(List<String> entries) {
      return problem(entries).or(() -> newEntriesProblem.apply(entries));
    }

    @Override
    public List<String> cast(Object value) {
      return ((List<?>) value).stream().map(String.class::cast).toList();
    }

    @Override
    public void write(EventWriter out, List<String> value) {
      out.texts(value);
    }

    @Override
    public List<String> read(EventReader in) {
      return in.texts();
    }
  }

  /// One of a few words: constants of an enum in lower case, written as their places in the list.
  ///
  /// @param constants in an order that never changes
  /// @param <E> the enum
  record Choice<E extends Enum<E>>(List<E> constants) implements SettingType<E> {
    public Choice {
      constants = List.copyOf(constants);
    }

    @Override
    public Optional<String> problem(E value) {
      return Optional.empty();
    }

    /// The words, in the order of the constants.
    public List<String> words() {
      return constants.stream().map(Choice::word).toList();
    }

    /// The word of a constant.
    public static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    /// What is wrong with a word that a caller gives.
    public Optional<String> wordProblem(String word) {
      return words().contains(word)
          ? Optional.empty()
          : Optional.of("must be " + String.join(" or ", words()));
    }

    /// The constant of one of the [#words].
    public E of(String word) {
      return constants.get(words().indexOf(word));
    }

    @Override
    public E cast(Object value) {
      return constants.stream()
          .filter(constant -> constant.equals(value))
          .findFirst()
          .orElseThrow(() -> new ClassCastException("not one of " + constants));
    }

    @Override
    public void write(EventWriter out, E value) {
      out.number(constants.indexOf(value));
    }

    @Override
    public E read(EventReader in) {
      var place = in.number();
      if (place < 0 || place >= constants.size()) {
        throw new IllegalArgumentException("unknown choice " + place);
      }
      return constants.get((int) place);
    }
  }
}
