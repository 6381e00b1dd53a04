package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import plaza.core.link.Code;
import plaza.core.link.Condition;
import plaza.core.link.Link;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.port.Position;
import plaza.core.tenant.Settings;

/// The contract of [plaza.core.link.LinkStore].
public abstract class LinkStoreContract extends DatabaseContract {
  private static final Rule RULE = new Rule(
      new Target("https://b.example"),
      List.of(
          new Condition(Condition.Kind.QUERY, "q", "ä"),
          new Condition(Condition.Kind.BEFORE, "", "2026-01-31T12:00:00Z")));

  private void insert(Link... links) {
    batch(
        List.of(links).getLast().position(),
        transaction -> opened().links().rows(transaction).insertLinks(List.of(links)));
  }

  @Test
  void a_link_comes_back_with_all_that_was_said_about_it() {
    var terms = new LinkTerms(
        new Target("https://☺.example/ä?b=%zz|{}#c"),
        "Öde 世界",
        List.of("b", "a", "b", "z\nz"),
        new Validity(NOON, NOON.plusMillis(1), 7),
        new Redirection(308, false, List.of(RULE)),
        true);
    var link = new Link(new Code("☺~."), BEN, 5, terms, NOON, NOON.plusMillis(2), false, 5);
    insert(link);

    openAgain();

    assertThat(opened().links().link(new Code("☺~."))).contains(link);
    assertThat(opened().links().link(5)).contains(link);
    assertThat(terms.tags()).containsExactly("a", "b", "z\nz");
  }

  @Test
  void codes_differ_by_case_accents_and_width() {
    insert(
        link(ANN, "abc", 1),
        link(ANN, "Abc", 2),
        link(BEN, "ábc", 3),
        link(BEN, "ａbc", 4),
        link(BEN, "ss", 5),
        link(BEN, "ß", 6));

    assertThat(opened().links().link(new Code("abc"))).contains(link(ANN, "abc", 1));
    assertThat(opened().links().link(new Code("Abc"))).contains(link(ANN, "Abc", 2));
    assertThat(opened().links().link(new Code("aBc"))).isEmpty();
    assertThat(opened().links().link(new Code("ß"))).contains(link(BEN, "ß", 6));
  }

  @Test
  void a_code_is_one_links_only() {
    insert(link(ANN, "abc", 1));

    assertThatThrownBy(() -> insert(link(BEN, "abc", 2))).isInstanceOf(RuntimeException.class);

    assertThat(opened().links().link(new Code("abc"))).contains(link(ANN, "abc", 1));
  }

  @Test
  void changes_are_read_in_the_order_of_their_positions() {
    insert(link(ANN, "a", 1), link(ANN, "b", 2), link(ANN, "c", 3));
    var first = link(ANN, "a", 1);
    var deleted = new Link(first.code(), ANN, 1, first.terms(), NOON, NOON.plusMillis(1), true, 4);
    batch(4, transaction -> opened().links().rows(transaction).updateLinks(List.of(deleted)));

    assertThat(opened().links().changedLinks(0, Position.start(0), 10))
        .containsExactly(link(ANN, "b", 2), link(ANN, "c", 3), deleted);
    assertThat(opened().links().changedLinks(0, 2, 1)).containsExactly(link(ANN, "c", 3));
    assertThat(opened().links().changedLinks(1, Position.start(1), 10)).isEmpty();
    assertThat(opened().links().link(1)).contains(deleted);
  }

  @Test
  void an_applications_links_are_walked_along_in_the_order_of_their_creation() {
    insert(link(ANN, "c", 1), link(BEN, "b", 2), link(ANN, "a", 3), link(ANN, "d", 4));
    var first = link(ANN, "c", 1);
    var deleted = new Link(first.code(), ANN, 1, first.terms(), NOON, NOON.plusMillis(1), true, 5);
    batch(5, transaction -> opened().links().rows(transaction).updateLinks(List.of(deleted)));

    assertThat(opened().links().ofApplication(ANN, 0, 2))
        .containsExactly(deleted, link(ANN, "a", 3));
    assertThat(opened().links().ofApplication(ANN, 3, 2)).containsExactly(link(ANN, "d", 4));
    assertThat(opened().links().ofApplication(ANN, 4, 2)).isEmpty();
  }

  @Test
  void a_batch_finds_the_links_of_many_codes_and_no_others() {
    insert(link(ANN, "a", 1), link(BEN, "b", 2), link(ANN, "c", 3));

    batch(4, transaction -> {
      var rows = opened().links().rows(transaction);
      assertThat(rows.links(List.of(new Code("a"), new Code("b"), new Code("A"))))
          .containsOnlyKeys(new Code("a"), new Code("b"));
      assertThat(rows.links(List.of())).isEmpty();
    });
  }

  @Test
  void what_was_given_out_is_counted_by_kind() {
    batch(1, transaction -> {
      var rows = opened().links().rows(transaction);
      assertThat(rows.given(Settings.LinkCodes.PLAIN)).isZero();
      rows.setGiven(Settings.LinkCodes.PLAIN, 3);
      rows.setGiven(Settings.LinkCodes.PLAIN, 4);
      rows.setGiven(Settings.LinkCodes.PERMUTED, 9);
    });
    openAgain();

    batch(2, transaction -> {
      var rows = opened().links().rows(transaction);
      assertThat(rows.given(Settings.LinkCodes.PLAIN)).isEqualTo(4);
      assertThat(rows.given(Settings.LinkCodes.PERMUTED)).isEqualTo(9);
    });
  }
}
