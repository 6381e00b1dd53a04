package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.pipeline.LossRecovery;
import plaza.core.port.LogException;
import plaza.core.product.Features;

/// What is given up when a log lost its tail, with every kind of event on both sides of the gap.
/// The kinds are those of the golden events, of which there is one for each.
@Tag("campaign")
class LossRecoveryTest {
  private static final Path GOLDEN =
      Path.of("../core/src/test/resources/plaza/core/golden/events-1.txt");

  @TempDir
  private Path directory = Path.of("");

  private static List<Event> events() throws IOException {
    try (Stream<String> lines = Files.lines(GOLDEN)) {
      return lines
          .map(line -> HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1)))
          .map(bytes -> Features.codec().decode(bytes))
          .map(decoded -> ((EventCodec.Decoded.Whole) decoded).event())
          .toList();
    }
  }

  private static int partition(Event event) {
    return event.change().stream().partition(Town.PARTITIONS);
  }

  /// Appends an event again, as another process.
  private static void append(Town town, Event event, long boot, long sequence) {
    var body = town.codec.body(event.at(), event.request(), event.change());
    town.log.append(partition(event), List.of(EventCodec.frame(boot, sequence, body)));
  }

  /// Moves the store of each partition ahead of its log, as if events had been lost.
  private static void lose(Town town, int partition, long events) {
    var applied = town.log.end(partition) + events;
    town.store().resumeAt(partition, town.log.id(), applied, Map.of());
  }

  private List<String> accept(Town town) throws InterruptedException {
    return LossRecovery.accept(town.log, town.store(), Features.codec(), town.chats()::reopen);
  }

  @Test
  void events_of_every_kind_behind_the_gap_are_applied() throws Exception {
    var events = events();
    for (int kind = 0; kind < events.size(); kind++) {
      var event = events.get(kind);
      var boot = 100 + kind;
      try (var town = new Town(directory, 2 * kind + 1)) {
        town.pipeline.close();
        var before = town.log.end(partition(event));
        lose(town, partition(event), 1);
        append(town, event, boot, 1);
        append(town, event, boot, 2);

        assertThat(accept(town)).as("%s", event).hasSize(1);

        assertThat(town.store().progress(partition(event)).applied()).isEqualTo(before);
      }
      try (var town = new Town(directory, 2 * kind + 2)) {
        assertThat(town.store().sequence(partition(event), boot))
            .as("%s", event)
            .isEqualTo(2);
      }
    }
  }

  @Test
  void events_of_every_kind_in_front_of_the_gap_stay_applied() throws Exception {
    for (var event : events()) {
      try (var town = new Town(directory, 1)) {
        town.send(event.change());
        town.pipeline.close();
        var applied = town.log.end(partition(event));
        lose(town, partition(event), 3);

        assertThat(accept(town))
            .as("%s", event)
            .singleElement()
            .asString()
            .contains("last 3 events");

        assertThat(town.store().progress(partition(event)).applied()).isEqualTo(applied);
      }
    }
  }

  @Test
  void damaged_events_behind_the_gap_are_counted() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.pipeline.close();
      lose(town, 0, 2);
      town.log.append(0, List.of(new byte[] {1, 2, 3, 4, 5}));

      assertThat(accept(town)).anyMatch(line -> line.contains("1 unreadable events"));

      assertThat(town.store().deadLetters(0, 0, Long.MAX_VALUE)).hasSize(1);
    }
  }

  @Test
  void nothing_is_given_up_when_a_newer_program_wrote_the_log() throws Exception {
    var event = events().getFirst();
    try (var town = new Town(directory, 1)) {
      town.pipeline.close();
      lose(town, partition(event), 5);
      var body = town.codec.body(event.at(), event.request(), event.change());
      town.log.append(partition(event), List.of(Town.newer(EventCodec.frame(7, 1, body))));
      var epoch = town.store().epoch();
      var progress = town.store().progress(partition(event));

      assertThatThrownBy(() -> accept(town))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("run the Plaza that wrote it");

      assertThat(town.store().progress(partition(event))).isEqualTo(progress);
      assertThat(town.store().epoch()).isEqualTo(epoch);
    }
  }
}
