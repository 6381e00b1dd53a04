package plaza.core.field;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.text.Texts;

/// What values a field may have, and how they are written in events and rows.
///
/// @param <T> the type of the values
public sealed interface FieldType<T> {
  /// What is wrong with a value that a caller gives, in words behind the field's name; empty when
  /// nothing is.
  Optional<String> problem(T value);

  /// The value that stands for null where a field may be null; empty: it may not.
  Optional<T> none();

  /// The value, if it has the right type.
  ///
  /// @throws ClassCastException it has not
  T cast(Object value);

  void write(EventWriter out, T value);

  T read(EventReader in);

  /// Values that are written as texts.
  sealed interface OfText extends FieldType<String> {
    @Override
    default String cast(Object value) {
      return (String) value;
    }

    @Override
    default void write(EventWriter out, String value) {
      out.text(value);
    }

    @Override
    default String read(EventReader in) {
      return in.text();
    }
  }

  /// Values that are written as whole numbers.
  sealed interface OfNumber extends FieldType<Long> {
    @Override
    default Long cast(Object value) {
      return (Long) value;
    }

    @Override
    default void write(EventWriter out, Long value) {
      out.number(value);
    }

    @Override
    default Long read(EventReader in) {
      return in.number();
    }
  }

  /// Texts. None is the empty text.
  ///
  /// @param lengthMax the longest, in Unicode code points of the trimmed text;
  ///     `Integer.MAX_VALUE`: there is none
  /// @param check what is wrong with a text, its length included
  record Text(int lengthMax, Function<String, Optional<String>> check) implements OfText {
    /// Texts whose only rule is a maximum length.
    public static Text upTo(int lengthMax) {
      return new Text(lengthMax, text -> Texts.problem(text, lengthMax));
    }

    @Override
    public Optional<String> problem(String value) {
      return check.apply(value);
    }

    @Override
    public Optional<String> none() {
      return Optional.of("");
    }
  }

  /// Lists of texts.
  ///
  /// @param lengthMax the longest entry, in Unicode code points of the trimmed text
  /// @param check what is wrong with a list, count and lengths included
  record TextList(int countMax, int lengthMax, Function<List<String>, Optional<String>> check)
      implements FieldType<List<String>> {
    @Override
    public Optional<String> problem(List<String> value) {
      return check.apply(value);
    }

    @Override
    public Optional<List<String>> none() {
      return Optional.empty();
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

  /// Whole numbers of a range from 0 on. None is 0, where the range is above it.
  ///
  /// @param max the highest; `Long.MAX_VALUE`: there is none
  record WholeNumber(long min, long max) implements OfNumber {
    public WholeNumber {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException("no range from 0 on: " + min + " to " + max);
      }
    }

    @Override
    public Optional<String> problem(Long value) {
      return value >= min && value <= max
          ? Optional.empty()
          : Optional.of("must be " + min + " to " + max + ", was " + value);
    }

    @Override
    public Optional<Long> none() {
      return min > 0 ? Optional.of(0L) : Optional.empty();
    }
  }

  /// One of a few numbers, at least two.
  record OneOf(List<Long> numbers) implements OfNumber {
    public OneOf {
      numbers = List.copyOf(numbers);
    }

    @Override
    public Optional<String> problem(Long value) {
      return numbers.contains(value)
          ? Optional.empty()
          : Optional.of("must be " + words() + ", was " + value);
    }

    /// The numbers as a sentence has them: `1, 2 or 3`.
    public String words() {
      var all = String.join(", ", numbers.stream().map(String::valueOf).toList());
      return all.replaceFirst(", (\\d+)$", " or $1");
    }

    @Override
    public Optional<Long> none() {
      return Optional.empty();
    }
  }

  /// One of a few words, at least two.
  record Word(List<String> words) implements OfText {
    public Word {
      words = List.copyOf(words);
    }

    @Override
    public Optional<String> problem(String value) {
      return words.contains(value)
          ? Optional.empty()
          : Optional.of("must be " + String.join(", ", words).replaceFirst(", ([^,]+)$", " or $1"));
    }

    @Override
    public Optional<String> none() {
      return Optional.empty();
    }
  }

  /// Instants, in milliseconds. None is the beginning of 1970.
  ///
  /// @param check what is wrong with an instant
  record Time(Function<Instant, Optional<String>> check) implements FieldType<Instant> {
    /// Any instant.
    public static final Time ANY = new Time(_ -> Optional.empty());

    @Override
    public Optional<String> problem(Instant value) {
      return check.apply(value);
    }

    @Override
    public Optional<Instant> none() {
      return Optional.of(Instant.EPOCH);
    }

    @Override
    public Instant cast(Object value) {
      return (Instant) value;
    }

    @Override
    public void write(EventWriter out, Instant value) {
      out.number(value.toEpochMilli());
    }

    @Override
    public Instant read(EventReader in) {
      return Instant.ofEpochMilli(in.number());
    }
  }

  /// Yes or no.
  record Flag() implements FieldType<Boolean> {
    @Override
    public Optional<String> problem(Boolean value) {
      return Optional.empty();
    }

    @Override
    public Optional<Boolean> none() {
      return Optional.empty();
    }

    @Override
    public Boolean cast(Object value) {
      return (Boolean) value;
    }

    @Override
    public void write(EventWriter out, Boolean value) {
      out.flag(value);
    }

    @Override
    public Boolean read(EventReader in) {
      return in.flag();
    }
  }
}
