package plaza.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plaza.core.event.EventReader;
import plaza.core.event.RowFormat;
import plaza.core.link.LinkRowFormats;
import plaza.core.link.Rule;
import plaza.core.product.Features;
import plaza.core.tenant.SettingsFormat;
import plaza.core.visit.Dimension;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitorCount;

/// Golden files of rows: every version of every value that was ever stored can be read.
/// `golden/rows/NAME-VERSION.txt` has what each version has written. When this test fails,
/// don't change a golden file that has landed: a changed layout is a new version with a file of
/// its own.
///
/// A change of the sketches of `tally-2.txt` is a change of the library that makes them: the stored
/// ones can then be neither read nor added to.
class GoldenRowsTest {
  private static final String FOLDER = "/plaza/core/golden/rows/";

  /// @param view what two equal values have in common
  private record Golden<T>(RowFormat<T> format, Map<String, T> samples, Function<T, Object> view) {
    void assertReads(String sample, String hex, String file) {
      assertThat(view.apply(format.read(HexFormat.of().parseHex(hex))))
          .as(file + ": " + sample)
          .isEqualTo(view.apply(samples.get(sample)));
    }

    Map<String, String> written() {
      var written = new TreeMap<String, String>();
      samples.forEach(
          (sample, value) -> written.put(sample, HexFormat.of().formatHex(format.write(value))));
      return written;
    }

    String file(int version) {
      return FOLDER + format.name() + "-" + version + ".txt";
    }
  }

  private static List<Golden<?>> all() {
    return List.of(
        new Golden<>(SettingsFormat.FORMAT, RowSamples.settings(), it -> it),
        new Golden<>(LinkRowFormats.TAGS, RowSamples.tags(), it -> it),
        new Golden<>(LinkRowFormats.RULES, RowSamples.rules(), it -> it),
        new Golden<>(VisitStats.FORMAT, RowSamples.tallies(), GoldenRowsTest::view),
        new Golden<>(VisitRecord.ROWS, RowSamples.sightings(), it -> it),
        new Golden<>(OutcomeCodec.BATCH, RowSamples.outcomes(), it -> it));
  }

  private static Object view(VisitStats tally) {
    return List.of(
        tally.counts(),
        tally.visitorCount().visitors(),
        Arrays.stream(Dimension.values()).map(tally::by).toList());
  }

  private static Map<String, String> lines(String file) {
    try (var in = GoldenRowsTest.class.getResourceAsStream(file)) {
      assertThat(in).as("every version needs its golden file: " + file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_any_version_has_stored_is_read() {
    for (var golden : all()) {
      for (int version = 1; version <= golden.format().version(); version++) {
        var file = golden.file(version);
        var lines = lines(file);
        assertThat(lines).as(file).isNotEmpty();
        lines.forEach((sample, hex) -> golden.assertReads(sample, hex, file));
      }
    }
  }

  @Test
  void the_newest_version_is_written_as_it_always_was() {
    for (var golden : all()) {
      var file = golden.file(golden.format().version());
      assertThat(golden.written()).as(file).isEqualTo(lines(file));
    }
  }

  @Test
  void every_format_of_rows_has_golden_files() {
    var here = all().stream().<Object>map(Golden::format).collect(Collectors.toSet());

    assertThat(here).isEqualTo(Set.copyOf(Features.rowFormats()));
  }

  /// So that a program of the time before versions stops, and does not misread.
  @Test
  void a_reader_of_version_1_refuses_what_has_a_version() {
    var old = Map.<String, Function<EventReader, Object>>of(
        "settings",
        in -> List.of(in.number(), in.number(), in.flag()),
        "tags",
        EventReader::texts,
        "rules",
        Rule::read,
        "tally",
        in -> List.of(in.number(), in.number(), in.flag()),
        "sightings",
        EventReader::texts,
        "outcomes",
        in -> List.of(in.number(), OutcomeCodec.read(in)));

    for (var golden : all()) {
      var reader = Objects.requireNonNull(old.get(golden.format().name()));
      golden
          .written()
          .forEach((sample, hex) -> assertThatThrownBy(
                  () -> reader.apply(new EventReader(HexFormat.of().parseHex(hex))))
              .as(golden.format().name() + " " + sample)
              .isInstanceOfAny(EventReader.MalformedException.class, IllegalStateException.class));
    }
  }

  @Test
  void a_version_that_is_not_known_is_refused_and_named() {
    for (var golden : all()) {
      golden.written().values().forEach(hex -> {
        var bytes = HexFormat.of().parseHex(hex);
        for (var version : new byte[] {0, 1, (byte) (golden.format().version() + 1), 127}) {
          bytes[4] = version;
          assertThatThrownBy(() -> golden.format().read(bytes))
              .isInstanceOf(EventReader.MalformedException.class)
              .hasMessageContaining("version " + version)
              .hasMessageContaining("newer Plaza");
        }
      });
    }
  }

  @Test
  void a_value_that_ends_early_or_late_is_refused() {
    for (var golden : all()) {
      golden.written().values().stream().filter(hex -> hex.length() < 1_000).forEach(hex -> {
        var bytes = HexFormat.of().parseHex(hex);
        var wrong = Stream.concat(
            IntStream.range(5, bytes.length).mapToObj(length -> Arrays.copyOf(bytes, length)),
            Stream.of(Arrays.copyOf(bytes, bytes.length + 1)));
        // A batch of outcomes may end behind any of them.
        if (golden.format() != OutcomeCodec.BATCH) {
          wrong.forEach(damaged -> assertThatThrownBy(() -> golden.format().read(damaged))
              .isInstanceOfAny(
                  EventReader.MalformedException.class, IllegalArgumentException.class));
        }
      });
    }
  }

  @Test
  void the_head_of_a_tally_is_read_from_every_version() {
    for (int version = 1; version <= VisitStats.FORMAT.version(); version++) {
      lines(FOLDER + "tally-" + version + ".txt").forEach((sample, hex) -> {
        var head = VisitorCount.ofTally(HexFormat.of().parseHex(hex));
        var tally = Objects.requireNonNull(RowSamples.tallies().get(sample));
        assertThat(head.counts()).isEqualTo(tally.counts());
        assertThat(head.visitors()).isEqualTo(tally.visitorCount().visitors());
      });
    }
  }
}
