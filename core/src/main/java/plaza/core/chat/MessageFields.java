package plaza.core.chat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;
import plaza.core.tenant.Settings;

/// The fields of a message. Each is declared here, and nowhere else.
public final class MessageFields {
  private static final String FIRST = "0.1.0";

  public static final Field<Long> NUMBER = Field.readOnly(
      "number",
      new FieldType.WholeNumber(1, Long.MAX_VALUE),
      FIRST,
      "1, 2, 3 … in the chat; never given again");

  public static final Field<String> BODY = new Field<>(
      "body",
      new FieldType.Text(Settings.MESSAGE_LENGTH_MAX, MessageBody::problem),
      Set.of(Trait.REQUIRED),
      FIRST,
      "Counted in code points of the trimmed text, at most the application's max_message_length; kept as sent");

  public static final Field<String> SENDER = new Field<>(
      "sender",
      new FieldType.Text(Sender.LENGTH_MAX, Sender::problem),
      Set.of(Trait.NULLABLE, Trait.FIXED),
      FIRST,
      "");

  public static final Field<Instant> CREATED_AT = Field.createdAt(FIRST);

  public static final Field<Instant> UPDATED_AT = Field.updatedAt(FIRST);

  /// All fields, in the order in which answers show them.
  public static final List<Field<?>> ALL = List.of(NUMBER, BODY, SENDER, CREATED_AT, UPDATED_AT);

  private MessageFields() {}
}
