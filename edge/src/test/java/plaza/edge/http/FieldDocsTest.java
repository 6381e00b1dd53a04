package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plaza.core.chat.ChatFields;
import plaza.core.chat.MessageFields;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;
import plaza.core.link.LinkFields;
import plaza.core.tenant.ApplicationFields;

/// What documents say of the fields of resources is what their declarations say.
class FieldDocsTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final Map<String, List<Field<?>>> RESOURCES = Map.of(
      "an application", ApplicationFields.ALL,
      "a chat", ChatFields.ALL,
      "a message", MessageFields.ALL,
      "a link", LinkFields.ALL);

  /// What an application allows is less than what the field can have.
  private static final String BODY = "1 to 4,000 characters; an application may set 1 to 20,000";

  private static String limit(Field<?> field) {
    if (field.equals(MessageFields.BODY)) {
      return BODY;
    }
    var limit = switch (field.type()) {
      case FieldType.Text type -> "1 to " + thousands(type.lengthMax()) + " characters";
      case FieldType.TextList type ->
        thousands(type.countMax()) + " of 1 to " + thousands(type.lengthMax()) + " characters";
      case FieldType.WholeNumber type -> thousands(type.min()) + " to " + thousands(type.max());
      case FieldType.OneOf type -> type.words();
      case FieldType.Word type -> type.problem("").orElseThrow().replace("must be ", "");
      case FieldType.Time _, FieldType.Flag _ -> "";
    };
    return field.is(Trait.NULLABLE) ? limit + ", or null" : limit;
  }

  private static String thousands(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Stream<Field<?>> given(List<Field<?>> fields) {
    return fields.stream().filter(field -> !field.is(Trait.READ_ONLY));
  }

  private static boolean isLimited(Field<?> field) {
    return !(field.type() instanceof FieldType.Time || field.type() instanceof FieldType.Flag);
  }

  @Test
  void the_limits_of_every_field_are_documented() throws IOException {
    var limits = Files.readString(DOCS.resolve("limits.md"));

    RESOURCES.forEach((resource, fields) -> assertThat(
            given(fields).filter(FieldDocsTest::isLimited))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(limits)
            .contains(
                "| `" + field.name() + "` of " + resource + " | " + limit(field) + " | 422 |")));
  }

  @Test
  void every_field_of_a_link_is_in_its_page() throws IOException {
    var page = Files.readString(DOCS.resolve("links.md"));

    assertThat(given(LinkFields.ALL))
        .allSatisfy(field -> assertThat(page).contains("`" + field.name() + "`"));
  }

  @Test
  void requests_have_the_limits_of_their_fields_and_answers_have_none() {
    var request = Json.object();
    FieldJson.addGiven(request, LinkFields.ALL, true);
    var answer = Json.object();
    FieldJson.addShown(answer, LinkFields.ALL);

    assertThat(request.path("required").toString()).isEqualTo("[\"url\"]");
    assertThat(request.at("/properties/title").toString())
        .startsWith("{\"type\":[\"string\",\"null\"],\"minLength\":1,\"maxLength\":512");
    assertThat(request.at("/properties/tags").toString())
        .startsWith("{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1,"
            + "\"maxLength\":255},\"maxItems\":50");
    assertThat(request.at("/properties/status/enum").toString()).isEqualTo("[301,302,307,308]");
    assertThat(request.has("/properties/created_at")).isFalse();
    assertThat(answer.path("required")).hasSize(LinkFields.ALL.size());
    assertThat(answer.at("/properties/title").has("maxLength")).isFalse();
    assertThat(answer.at("/properties/created_at/format").asText()).isEqualTo("date-time");
  }

  @Test
  void what_is_fixed_can_only_be_given_at_creation() {
    var creation = Json.object();
    FieldJson.addGiven(creation, ChatFields.ALL, true);
    var change = Json.object();
    FieldJson.addGiven(change, ChatFields.ALL, false);

    assertThat(creation.at("/properties").properties().stream().map(Map.Entry::getKey))
        .containsExactly("name", "type");
    assertThat(change.at("/properties").properties().stream().map(Map.Entry::getKey))
        .containsExactly("name");
  }
}
