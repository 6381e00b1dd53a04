package plaza.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<String> HEAD = List.of("row", "what");
  private static final List<String> ROWS = List.of("send", "bulk", "search");

  @Test
  void what_was_run_again_is_replaced_and_the_rest_is_kept_in_the_order_of_the_rows() {
    var before = new Table(
        HEAD, List.of(List.of("send", "old"), List.of("send", "older"), List.of("search", "kept")));
    var file = "# Results\n\n| other | table |\n| --- | --- |\n| send | no |\n\n" + before.text()
        + "\nThe end.\n";

    var after =
        Table.in(file, HEAD).with(List.of(List.of("bulk", "new"), List.of("send", "new")), ROWS);

    assertThat(after.lines())
        .containsExactly(List.of("send", "new"), List.of("bulk", "new"), List.of("search", "kept"));
  }
}
