package plaza.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plaza.core.tenant.Settings;
import plaza.core.tenant.SettingsFormat;
import plaza.core.visit.Dimension;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitStats;

/// Rows that were written before a field was there have the field's default.
class RowDefaultsTest {
  private static EventWriter version2() {
    return new EventWriter().raw(HexFormat.of().parseHex("ffff7f7f02"));
  }

  @Test
  void settings_that_lack_a_field_have_its_default() {
    var rate = version2().number(1).number(5).number(900).toBytes();

    assertThat(SettingsFormat.FORMAT.read(rate))
        .isEqualTo(Settings.DEFAULT.with(Settings.RATE_PER_SECOND, 900));
    assertThat(SettingsFormat.FORMAT.read(version2().number(0).toBytes()))
        .isEqualTo(Settings.DEFAULT);
  }

  /// Each count of a part adds up to all visits.
  @Test
  void a_tally_that_lacks_a_part_knows_no_visits_value_of_it() {
    var browsers = version2().number(3).number(0).flag(false).number(1).fixed64(-1);
    browsers.number(1).number(2).number(1).text("Firefox").number(3);

    var tally = VisitStats.ofBytes(browsers.toBytes());

    assertThat(tally.by(Dimension.BROWSER)).isEqualTo(Map.of("Firefox", 3L));
    assertThat(tally.by(Dimension.LANGUAGE)).isEqualTo(Map.of("", 3L));
    assertThat(VisitStats.ofBytes(tally.toBytes()).by(Dimension.LANGUAGE))
        .isEqualTo(Map.of("", 3L));
  }

  @Test
  void visits_that_lack_a_part_know_no_value_of_it() {
    var languages = version2().number(1).number(5);
    languages.number(2).text("de").text("").number(1).number(0).flag(false);
    languages.number(1).number(9).number(0).number(0).number(1).number(1).number(1);

    var visits = VisitRecord.ROWS.read(languages.toBytes());

    assertThat(visits).singleElement().satisfies(visit -> {
      assertThat(visit.at().toEpochMilli()).isEqualTo(9);
      assertThat(visit.traits().language()).isEqualTo("de");
      assertThat(visit.traits().browser()).isEmpty();
      assertThat(visit.trace()).isEqualTo(VisitRequest.NONE);
    });
  }
}
