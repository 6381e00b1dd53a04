package plaza.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final ArrayList<String> lines = new ArrayList<>();
  private final Findings findings = new Findings(lines::add);

  @Test
  void of_a_kind_the_first_are_told_and_how_many_more_there_are() {
    for (int i = 1; i <= Findings.TOLD_MAX + 5; i++) {
      findings.found("rows that are blue", "row " + i);
    }
    findings.found("rows that are red", "row 1");
    findings.finish();

    assertThat(lines)
        .hasSize(Findings.TOLD_MAX + 2)
        .startsWith("! rows that are blue: row 1")
        .contains("! rows that are red: row 1")
        .endsWith("! and 5 more: rows that are blue");
    assertThat(findings.count()).isEqualTo(Findings.TOLD_MAX + 6);
  }
}
