package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.field.Field;
import plaza.core.field.FieldType;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

/// A field without a column goes through events and rows by its declaration alone.
class LinkOptionsTest {
  // Numbers that no field of a link will have.
  private static final LinkField.Option<Boolean> QUIET = new LinkField.Option<>(
      1_000, new Field<>("quiet", new FieldType.Flag(), Set.of(), "0.2.0", ""), false);
  private static final LinkField.Option<String> NOTE = new LinkField.Option<>(
      1_001,
      new Field<>(
          "note", FieldType.Text.upTo(5), Set.of(Field.Trait.NULLABLE), "0.2.0", "For people"),
      "");
  private static final List<LinkField<?>> FIELDS =
      Stream.concat(LinkFields.TERMS.stream(), Stream.of(NOTE, QUIET)).toList();

  private static final ApplicationId OWNER = new ApplicationId(7);
  private static final LinkTerms PLAIN = LinkTerms.to(new Target("https://example.com"));
  private static final LinkTerms TERMS =
      LinkEdit.apply(PLAIN, List.of(NOTE.to("äöü"), QUIET.to(true)));

  private static final LinkFormat FORMAT = new LinkFormat(FIELDS);

  private static List<Change> changes(LinkTerms terms) {
    return List.of(
        new LinkChange.LinkCreated(OWNER, CodeStream.ofNew(7, -9), Settings.LinkCodes.PLAIN, terms),
        new LinkChange.LinkNamed(OWNER, new Code("aB3"), CodeStream.ofHash(-8), terms));
  }

  private static byte[] written(Change change) {
    var out = new EventWriter();
    FORMAT.write(out, change);
    return out.toBytes();
  }

  @Test
  void events_have_the_options_that_differ_from_their_initial_values() {
    assertThat(changes(TERMS)).allSatisfy(change -> {
      var read = FORMAT.read(FORMAT.kind(change), new EventReader(written(change)));
      assertThat(read).isEqualTo(change);
    });
    assertThat(changes(TERMS).stream().map(FORMAT::kind)).containsExactly(204, 205);
    assertThat(changes(PLAIN).stream().map(FORMAT::kind)).containsExactly(200, 201);
    assertThat(TERMS.options().values()).hasSize(2);
    assertThat(LinkEdit.apply(TERMS, List.of(NOTE.to(""), QUIET.to(false)))).isEqualTo(PLAIN);
  }

  @Test
  void an_option_is_edited_as_other_fields_are() {
    var edits = List.of(QUIET.to(true), LinkFields.TITLE.to("New"), NOTE.to("x"));
    var change = new LinkChange.LinkChanged(
        OWNER, new Code("aB3"), CodeStream.ofNumber(3), edits, IfMatch.ANY);

    var read = FORMAT.read(FORMAT.kind(change), new EventReader(written(change)));

    assertThat(read).isEqualTo(change);
    var terms = LinkEdit.apply(PLAIN, edits);
    assertThat(QUIET.of(terms)).isTrue();
    assertThat(NOTE.of(terms)).isEqualTo("x");
    assertThat(terms.title()).isEqualTo("New");
  }

  @Test
  void rows_keep_options_behind_the_rules() {
    var format = LinkRowFormats.rules(FIELDS);
    var value = new LinkRowFormats.RulesAndOptions(List.of(), TERMS.options());

    assertThat(format.read(format.write(value))).isEqualTo(value);
    assertThat(format.write(value)).hasSize(5 + 1 + 1 + 3 + 2 + 1 + 6);
  }

  @Test
  void a_number_that_no_field_has_is_refused() {
    var change = changes(TERMS).getFirst();

    assertThatThrownBy(
            () -> new LinkFormat().read(FORMAT.kind(change), new EventReader(written(change))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown field 1000");
  }

  @Test
  void options_are_values_that_their_fields_may_have() {
    assertThatThrownBy(() -> new LinkOptions(Map.of(NOTE, "too long")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("note is too long");
    assertThatThrownBy(() -> new LinkOptions(Map.of(QUIET, "yes")))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void numbers_and_names_are_never_given_twice() {
    var numbers = LinkFields.TERMS.stream()
        .flatMap(field -> field instanceof LinkField.Option<?> option
            ? Stream.of(option.number())
            : Stream.empty())
        .toList();

    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(LinkFields.ALL.stream().map(Field::name)).doesNotHaveDuplicates();
  }
}
