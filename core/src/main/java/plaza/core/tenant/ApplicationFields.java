package plaza.core.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;

/// The fields of an application, but for its [Settings]. Each is declared here, and nowhere else.
public final class ApplicationFields {
  private static final String FIRST = "0.1.0";

  public static final Field<String> TOKEN = Field.readOnly(
      "token",
      FieldType.Text.upTo(Integer.MAX_VALUE),
      FIRST,
      "32 hexadecimal digits; public: names the application in addresses");

  public static final Field<String> NAME = new Field<>(
      "name",
      new FieldType.Text(ApplicationName.LENGTH_MAX, ApplicationName::problem),
      Set.of(Trait.REQUIRED),
      FIRST,
      "");

  public static final Field<Long> CHATS_COUNT =
      Field.readOnly("chats_count", new FieldType.WholeNumber(0, Long.MAX_VALUE), FIRST, "Exact");

  public static final Field<Instant> CREATED_AT = Field.createdAt(FIRST);

  public static final Field<Instant> UPDATED_AT = Field.updatedAt(FIRST);

  /// All fields, in the order in which answers show them.
  public static final List<Field<?>> ALL =
      List.of(TOKEN, NAME, CHATS_COUNT, CREATED_AT, UPDATED_AT);

  private ApplicationFields() {}
}
