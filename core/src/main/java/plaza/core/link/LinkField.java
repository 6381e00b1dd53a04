package plaza.core.link;

import java.util.function.Function;
import plaza.core.event.EventWriter;
import plaza.core.field.Field;

/// A field of what the owner of a link says about it.
///
/// @param <T> the type of its values
public sealed interface LinkField<T> {
  /// Its declaration.
  Field<T> field();

  /// Its value in these terms.
  T of(LinkTerms terms);

  /// The edit that sets it to a value.
  LinkEdit to(T value);

  /// A field that is a part of the terms, with a column and an edit of its own: links are listed by
  /// it, or a redirect looks at it.
  record Part<T>(Field<T> field, Function<LinkTerms, T> getter, Function<T, LinkEdit> edit)
      implements LinkField<T> {
    @Override
    public T of(LinkTerms terms) {
      return getter.apply(terms);
    }

    @Override
    public LinkEdit to(T value) {
      return edit.apply(value);
    }
  }

  /// A field that is among the [LinkOptions].
  ///
  /// @param number that it has in events and rows: from [#NUMBER_MIN] on, never another field's
  /// @param initial its value when nobody has said it: never changes, for it is not stored
  record Option<T>(int number, Field<T> field, T initial) implements LinkField<T> {
    /// The lowest number: those below are edits of parts.
    public static final int NUMBER_MIN = 12;

    public Option {
      if (number < NUMBER_MIN) {
        throw new IllegalArgumentException(field.name() + " has the number of a part: " + number);
      }
    }

    @Override
    public T of(LinkTerms terms) {
      return terms.options().get(this);
    }

    @Override
    public LinkEdit to(T value) {
      return new LinkEdit.Option(this, value);
    }

    /// @throws ClassCastException the value has another type
    /// @throws IllegalArgumentException the field can't have it
    T checked(Object value) {
      var checked = field.type().cast(value);
      if (!field.isNull(checked)) {
        field.type().problem(checked).ifPresent(problem -> {
          throw new IllegalArgumentException(field.name() + " " + problem);
        });
      }
      return checked;
    }

    void write(EventWriter out, Object value) {
      field.type().write(out.number(number), field.type().cast(value));
    }

    @Override
    public String toString() {
      return field.name();
    }
  }
}
