package plaza.core.link;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// Those fields of a link that nothing is listed by. They are stored together, by number, and only
/// where they differ from their initial values: a new one needs no column, and changes no row.
///
/// @param values that are not their field's initial value
public record LinkOptions(Map<LinkField.Option<?>, Object> values) {
  /// Every field has its initial value.
  public static final LinkOptions INITIAL = new LinkOptions(Map.of());

  public LinkOptions {
    var others = new HashMap<LinkField.Option<?>, Object>();
    values.forEach((option, value) -> {
      if (!value.equals(option.initial())) {
        others.put(option, option.checked(value));
      }
    });
    values = Map.copyOf(others);
  }

  // The constructor has checked the type.
  @SuppressWarnings("unchecked")
  <T> T get(LinkField.Option<T> option) {
    var value = values.get(option);
    return value == null ? option.initial() : (T) value;
  }

  LinkOptions with(LinkField.Option<?> option, Object value) {
    var changed = new HashMap<>(values);
    changed.put(option, value);
    return new LinkOptions(changed);
  }

  boolean isInitial() {
    return values.isEmpty();
  }

  void write(EventWriter out) {
    out.number(values.size());
    values.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getKey().number()))
        .forEach(entry -> entry.getKey().write(out, entry.getValue()));
  }

  /// @param fields those that there are
  /// @throws IllegalArgumentException a number is none of theirs
  static LinkOptions read(EventReader in, List<LinkField<?>> fields) {
    var options = INITIAL;
    for (var edit : in.list(() -> readEdit((int) in.number(), in, fields))) {
      options = options.with(edit.field(), edit.value());
    }
    return options;
  }

  /// The edit of the field with this number.
  static LinkEdit.Option readEdit(int number, EventReader in, List<LinkField<?>> fields) {
    for (var field : fields) {
      if (field instanceof LinkField.Option<?> option && option.number() == number) {
        return new LinkEdit.Option(option, option.field().type().read(in));
      }
    }
    throw new IllegalArgumentException("unknown field " + number);
  }
}
