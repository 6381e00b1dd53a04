package plaza.core.link;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import plaza.core.field.Field;
import plaza.core.field.Field.Trait;
import plaza.core.field.FieldType;

/// The fields of a link. Each is declared here, and nowhere else.
public final class LinkFields {
  private static final String FIRST = "0.2.0";

  public static final Field<String> SHORT_URL =
      Field.readOnly("short_url", FieldType.Text.upTo(Integer.MAX_VALUE), FIRST, "");

  public static final Field<String> CODE = new Field<>(
      "code",
      new FieldType.Text(Code.LENGTH_MAX, Code::problem),
      Set.of(Trait.FIXED),
      FIRST,
      "Of one's own; without it the next one is given");

  public static final LinkField<String> URL = new LinkField.Part<>(
      new Field<>(
          "url",
          new FieldType.Text(Target.LENGTH_MAX, Target::problem),
          Set.of(Trait.REQUIRED),
          FIRST,
          "Absolute, with a scheme of the application's link_schemes"),
      terms -> terms.target().url(),
      url -> new LinkEdit.ToTarget(new Target(url)));

  public static final LinkField<String> TITLE = new LinkField.Part<>(
      new Field<>(
          "title",
          new FieldType.Text(LinkTerms.TITLE_LENGTH_MAX, LinkTerms::titleProblem),
          Set.of(Trait.NULLABLE),
          FIRST,
          "For people"),
      LinkTerms::title,
      LinkEdit.Title::new);

  public static final LinkField<List<String>> TAGS = new LinkField.Part<>(
      new Field<>(
          "tags",
          new FieldType.TextList(
              LinkTerms.TAGS_MAX, LinkTerms.TAG_LENGTH_MAX, LinkTerms::tagsProblem),
          Set.of(),
          FIRST,
          "Shown each once, in order"),
      LinkTerms::tags,
      LinkEdit.Tags::new);

  public static final LinkField<Instant> VALID_SINCE = new LinkField.Part<>(
      new Field<>(
          "valid_since",
          new FieldType.Time(Validity::problem),
          Set.of(Trait.NULLABLE),
          FIRST,
          "The link answers 404 before this time"),
      terms -> terms.validity().since(),
      LinkEdit.ValidSince::new);

  public static final LinkField<Instant> VALID_UNTIL = new LinkField.Part<>(
      new Field<>(
          "valid_until",
          new FieldType.Time(Validity::problem),
          Set.of(Trait.NULLABLE),
          FIRST,
          "The link answers 404 from this time on"),
      terms -> terms.validity().until(),
      LinkEdit.ValidUntil::new);

  public static final LinkField<Long> MAX_VISITS = new LinkField.Part<>(
      new Field<>(
          "max_visits",
          Validity.VISITS,
          Set.of(Trait.NULLABLE),
          FIRST,
          "How many visits the link has; null: any number"),
      terms -> terms.validity().visitsMax(),
      LinkEdit.VisitsMax::new);

  public static final LinkField<Long> STATUS = new LinkField.Part<>(
      new Field<>("status", Redirection.STATUSES, Set.of(), FIRST, "Of the redirect"),
      terms -> (long) terms.redirection().status(),
      status -> new LinkEdit.Status(status.intValue()));

  public static final LinkField<Boolean> FORWARD_QUERY = new LinkField.Part<>(
      new Field<>(
          "forward_query",
          new FieldType.Flag(),
          Set.of(),
          FIRST,
          "Whether the query of the short URL goes on to the target"),
      terms -> terms.redirection().forwardsQuery(),
      LinkEdit.ForwardsQuery::new);

  public static final LinkField<Boolean> CRAWLABLE = new LinkField.Part<>(
      new Field<>(
          "crawlable",
          new FieldType.Flag(),
          Set.of(),
          FIRST,
          "Whether search engines may follow it"),
      LinkTerms::crawlable,
      LinkEdit.Crawlable::new);

  public static final Field<Instant> CREATED_AT = Field.createdAt(FIRST);

  public static final Field<Instant> UPDATED_AT = Field.updatedAt(FIRST);

  /// What the owner says, in the order in which answers show it. A new field comes last: keys of
  /// imported tables are made of their fields in this order.
  public static final List<LinkField<?>> TERMS = List.of(
      URL, TITLE, TAGS, VALID_SINCE, VALID_UNTIL, MAX_VISITS, STATUS, FORWARD_QUERY, CRAWLABLE);

  /// All fields, in the order in which answers show them.
  public static final List<Field<?>> ALL = Stream.of(
          Stream.of(SHORT_URL, CODE),
          TERMS.stream().<Field<?>>map(LinkField::field),
          Stream.of(CREATED_AT, UPDATED_AT))
      .<Field<?>>flatMap(fields -> fields)
      .toList();

  private LinkFields() {}
}
