package plaza.core.field;

import java.time.Instant;
import java.util.Set;

/// The declaration of a field of a resource. Requests are read and checked by it, answers, the
/// OpenAPI document and the columns of imported tables are made from it.
///
/// @param name in the API
/// @param traits where it differs from a field that may be given or left out
/// @param since the version of Plaza that has it first
/// @param description for the OpenAPI document; empty: the name says it
/// @param <T> the type of its values
public record Field<T>(
    String name, FieldType<T> type, Set<Trait> traits, String since, String description) {
  /// Where a field differs from one that may be given or left out, and is never null.
  public enum Trait {
    /// Nothing is created without it.
    REQUIRED,
    /// It may be null, which stands for [FieldType#none].
    NULLABLE,
    /// It is given when the resource is created, and never changes.
    FIXED,
    /// It is never given.
    READ_ONLY
  }

  public Field {
    traits = Set.copyOf(traits);
    if (traits.contains(Trait.NULLABLE) && type.none().isEmpty()) {
      throw new IllegalArgumentException(name + " has no value for null");
    }
  }

  /// A field that answers show and requests never give.
  public static <T> Field<T> readOnly(
      String name, FieldType<T> type, String since, String description) {
    return new Field<>(name, type, Set.of(Trait.READ_ONLY), since, description);
  }

  /// When the resource was created.
  public static Field<Instant> createdAt(String since) {
    return readOnly("created_at", FieldType.Time.ANY, since, "");
  }

  /// When the resource was last changed.
  public static Field<Instant> updatedAt(String since) {
    return readOnly("updated_at", FieldType.Time.ANY, since, "");
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /// Whether answers show this value as null.
  public boolean isNull(T value) {
    return is(Trait.NULLABLE) && type.none().filter(value::equals).isPresent();
  }
}
