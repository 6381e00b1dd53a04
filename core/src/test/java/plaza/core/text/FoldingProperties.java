package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FoldingProperties {
  @Property(tries = 2_000)
  void folding_twice_changes_nothing(@ForAll String text) {
    var folded = Folding.fold(text);

    assertThat(Folding.fold(folded)).isEqualTo(folded);
  }

  @Property(tries = 2_000)
  void a_text_is_found_by_each_of_its_words(@ForAll String text) {
    Query.parse("x " + text.replace('"', ' '))
        .ifPresent(query -> assertThat(query.matches(Folding.fold("x " + text.replace('"', ' '))))
            .isTrue());
  }
}
