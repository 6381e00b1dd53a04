package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkQuery.Order;
import plaza.core.link.LinkQuery.Tagged;
import plaza.core.link.LinkStore;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.TagUse;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;

/// The contract of the lists of [plaza.core.link.LinkStore].
public abstract class LinkListContract extends DatabaseContract {
  private static final ClientProfile BOT = new ClientProfile("", "", "", "", "", true);

  private static Link made(String code, String title, Validity validity, long at, String... tags) {
    var terms = new LinkTerms(
        new Target("https://" + code + ".example/%_" + at),
        title,
        List.of(tags),
        validity,
        Redirection.DEFAULT,
        code.equals("b"));
    var created = NOON.plusSeconds(at);
    return new Link(new Code(code), ANN, at, terms, created, created, false, at);
  }

  private static Validity until(Instant until) {
    return new Validity(Validity.NEVER, until, 0);
  }

  /// Of Ann's: a (3 visits of 3), b (1 visit, 5 bots), c (none) and B (2 visits); one of Ben's.
  @BeforeEach
  void fill() {
    var links = List.of(
        made("a", "Ein STRASSENFEST", new Validity(Validity.NEVER, Validity.NEVER, 3), 1, "x", "y"),
        made("b", "", until(NOON.plusSeconds(100)), 2, "y"),
        made("c", "ein Straßenfest", Validity.ALWAYS, 3, "X"),
        made("B", "z", new Validity(Validity.NEVER, Validity.NEVER, 3), 4, "x", "y", "%"),
        link(BEN, "d", 5),
        made("gone", "", Validity.ALWAYS, 6, "x"));
    batch(6, transaction -> {
      opened().links().rows(transaction).insertLinks(links);
      opened()
          .visits()
          .rows(transaction)
          .putTallies(Map.of(
              always("a"),
              tally(3, 0),
              always("b"),
              tally(1, 5),
              always("B"),
              tally(2, 0),
              new TimeBucket(new Code("B"), 7),
              tally(2, 0)));
    });
    var gone = links.getLast();
    var deleted = new Link(gone.code(), ANN, gone.number(), gone.terms(), NOON, NOON, true, 7);
    batch(7, transaction -> opened().links().rows(transaction).updateLinks(List.of(deleted)));
  }

  private static TimeBucket always(String code) {
    return new TimeBucket(new Code(code), TimeBucket.ALWAYS);
  }

  private static Visit visit(ClientProfile traits, long visitor) {
    var place = new VisitTarget.OfLink(ANN, new Code("a"));
    return new Visit(place, new VisitRecord(NOON, traits, VisitRequest.NONE), visitor);
  }

  private static VisitStats tally(int visits, int bots) {
    var tally = new VisitStats();
    IntStream.range(0, visits).forEach(n -> tally.add(visit(ClientProfile.NONE, n)));
    IntStream.range(0, bots).forEach(n -> tally.add(visit(BOT, n)));
    return tally;
  }

  private List<String> codes(LinkQuery query) {
    var page = opened().links().links(ANN, query, 0, 100);
    assertThat(page.total()).isEqualTo(page.links().size());
    return page.links().stream().map(counted -> counted.link().code().text()).toList();
  }

  private static LinkQuery ordered(Order order, boolean descending) {
    return query("", List.of(), List.of(), false, order, descending);
  }

  private static LinkQuery query(
      String text,
      List<String> with,
      List<String> without,
      boolean all,
      Order order,
      boolean descending) {
    return new LinkQuery(
        text,
        new Tagged(with, all),
        new Tagged(without, all),
        Validity.NEVER,
        Validity.NEVER,
        Validity.NEVER,
        false,
        order,
        descending);
  }

  @Test
  void links_are_listed_in_any_order_and_each_with_its_visits() {
    assertThat(codes(LinkQuery.ALL)).containsExactly("B", "c", "b", "a");
    assertThat(codes(ordered(Order.CREATED, false))).containsExactly("a", "b", "c", "B");
    assertThat(codes(ordered(Order.CODE, false))).containsExactly("B", "a", "b", "c");
    assertThat(codes(ordered(Order.TARGET, true))).containsExactly("c", "b", "a", "B");
    assertThat(codes(ordered(Order.TITLE, false))).containsExactly("b", "a", "c", "B");
    assertThat(codes(ordered(Order.VISITS, true))).containsExactly("a", "B", "b", "c");
    assertThat(codes(ordered(Order.VISITS_AND_BOTS, true))).containsExactly("b", "a", "B", "c");
    var b =
        opened().links().links(ANN, ordered(Order.VISITS_AND_BOTS, true), 0, 1).links();
    assertThat(b.getFirst().visits()).isEqualTo(1);
    assertThat(b.getFirst().bots()).isEqualTo(5);
  }

  @Test
  void a_page_is_a_part_of_the_list_and_knows_how_long_it_is() {
    var page = opened().links().links(ANN, LinkQuery.ALL, 1, 2);

    assertThat(page.total()).isEqualTo(4);
    assertThat(page.links())
        .extracting(counted -> counted.link().code().text())
        .containsExactly("c", "b");
    assertThat(opened().links().links(ANN, LinkQuery.ALL, 9, 2).links()).isEmpty();
    assertThat(opened().links().links(BEN, LinkQuery.ALL, 0, 2).total()).isEqualTo(1);
  }

  @Test
  void a_text_is_found_in_code_target_title_and_tags_whatever_its_case() {
    assertThat(codes(LinkQuery.ALL.having("strassenFEST"))).containsExactly("c", "a");
    assertThat(codes(LinkQuery.ALL.having(" B.EXAMPLE "))).containsExactly("B", "b");
    assertThat(codes(LinkQuery.ALL.having("%_3"))).as("no pattern").containsExactly("c");
    assertThat(codes(LinkQuery.ALL.having("nowhere"))).isEmpty();
  }

  @Test
  void links_are_chosen_by_their_tags() {
    var both = List.of("x", "y");
    assertThat(codes(LinkQuery.ALL.tagged("x"))).containsExactly("B", "a");
    assertThat(codes(LinkQuery.ALL.tagged("X"))).containsExactly("c");
    assertThat(codes(query("", both, List.of(), true, Order.CREATED, false)))
        .containsExactly("a", "B");
    assertThat(codes(query("", both, List.of(), false, Order.CREATED, false)))
        .containsExactly("a", "b", "B");
    assertThat(codes(query("", List.of(), both, true, Order.CREATED, false)))
        .containsExactly("b", "c");
    assertThat(codes(query("", List.of(), both, false, Order.CREATED, false))).containsExactly("c");
  }

  @Test
  void links_are_chosen_by_when_they_were_made_and_whether_they_lead_anywhere() {
    assertThat(codes(limited(NOON.plusSeconds(2), NOON.plusSeconds(3), Validity.NEVER, false)))
        .containsExactly("c", "b");
    assertThat(codes(limited(Validity.NEVER, Validity.NEVER, NOON.plusSeconds(100), false)))
        .containsExactly("B", "c", "a");
    assertThat(codes(limited(Validity.NEVER, Validity.NEVER, NOON.plusSeconds(99), false)))
        .hasSize(4);
    assertThat(codes(limited(Validity.NEVER, Validity.NEVER, Validity.NEVER, true)))
        .containsExactly("B", "c", "b");
  }

  private static LinkQuery limited(Instant from, Instant to, Instant until, boolean followable) {
    var any = new Tagged(List.of(), false);
    return new LinkQuery("", any, any, from, to, until, followable, Order.CREATED, true);
  }

  @Test
  void tags_are_counted_and_follow_the_links() {
    assertThat(opened().links().tags(ANN))
        .containsExactly(
            new TagUse("%", 1, 2, 0),
            new TagUse("X", 1, 0, 0),
            new TagUse("x", 2, 5, 0),
            new TagUse("y", 3, 6, 5));
    assertThat(opened().links().tags(BEN)).isEmpty();
    assertThat(opened().links().tagged(ANN, "x"))
        .containsExactlyInAnyOrder(new Code("a"), new Code("B"));
    assertThat(opened().links().tagged(BEN, "x")).isEmpty();

    var changed = made("b", "", Validity.ALWAYS, 2, "new");
    batch(8, transaction -> opened().links().rows(transaction).updateLinks(List.of(changed)));

    assertThat(codes(LinkQuery.ALL.tagged("new"))).containsExactly("b");
    assertThat(codes(LinkQuery.ALL.tagged("y"))).containsExactly("B", "a");
  }

  @Test
  void those_that_search_engines_may_follow_are_known() {
    assertThat(opened().links().crawlable(10))
        .containsExactly(new LinkStore.Owned(new Code("b"), ANN));
  }
}
