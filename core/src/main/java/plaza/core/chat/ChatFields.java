package plaza.core.chat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;

/// The fields of a chat. Each is declared here, and nowhere else.
public final class ChatFields {
  private static final String FIRST = "0.1.0";

  public static final Field<Long> NUMBER = Field.readOnly(
      "number",
      new FieldType.WholeNumber(1, Long.MAX_VALUE),
      FIRST,
      "1, 2, 3 … in the application; never given again");

  public static final Field<String> NAME = new Field<>(
      "name",
      new FieldType.Text(ChatName.LENGTH_MAX, ChatName::problem),
      Set.of(Trait.NULLABLE),
      FIRST,
      "");

  public static final Field<String> TYPE = new Field<>(
      "type",
      new FieldType.Word(Stream.of(ChatType.values()).map(ChatType::word).toList()),
      Set.of(Trait.FIXED),
      FIRST,
      "Fixed at creation; group, unless it says otherwise");

  public static final Field<Long> MESSAGES_COUNT = Field.readOnly(
      "messages_count", new FieldType.WholeNumber(0, Long.MAX_VALUE), FIRST, "Exact");

  public static final Field<Instant> CREATED_AT = Field.createdAt(FIRST);

  public static final Field<Instant> UPDATED_AT = Field.updatedAt(FIRST);

  /// All fields, in the order in which answers show them.
  public static final List<Field<?>> ALL =
      List.of(NUMBER, NAME, TYPE, MESSAGES_COUNT, CREATED_AT, UPDATED_AT);

  private ChatFields() {}
}
