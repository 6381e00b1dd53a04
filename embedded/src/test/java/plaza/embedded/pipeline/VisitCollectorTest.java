package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.link.Code;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.PendingVisit;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitCollector;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;

class VisitCollectorTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Code CODE = new Code("hot");
  private static final int BYTES_MAX = 100_000;
  private static final int VISITS = 1_000;

  @TempDir
  private Path directory = Path.of("");

  private static PendingVisit visit(int number) {
    var trace = new VisitRequest(number + "a".repeat(VisitRequest.LENGTH_MAX), "", "/hot");
    var sighting = new VisitRecord(NOON, ClientProfile.NONE, trace);
    return PendingVisit.of(new Visit(new VisitTarget.OfLink(Town.ANN, CODE), sighting, number));
  }

  @Test
  void visits_that_wait_are_bounded_by_their_bytes_and_those_beyond_it_are_told() throws Exception {
    try (var town = new Town(directory, 1)) {
      var collector = new VisitCollector(town.pipeline, town.database.codes(), 7, BYTES_MAX);

      IntStream.range(0, VISITS).forEach(number -> collector.collect(visit(number)));

      assertThat(collector.waitingBytes()).isBetween(BYTES_MAX / 2L, (long) BYTES_MAX);
      assertThat(collector.missed()).isBetween(1L, VISITS - 1L);
      collector.close();
      assertThat(collector.waitingBytes()).isZero();
      await()
          .until(() -> town.database.visits().total(CODE).visits() + collector.missed() == VISITS);
      collector.collect(visit(VISITS));
      assertThat(collector.waitingBytes()).isPositive();
    }
  }
}
