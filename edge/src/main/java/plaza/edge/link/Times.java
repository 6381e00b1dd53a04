package plaza.edge.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import plaza.core.visit.Period;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// Reads the time range of a query for visits.
final class Times {
  private static final String ZONE = "time_zone";
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Times() {}

  /// The zone whose days are meant: UTC, unless the query names another.
  static ZoneId zone(Request request) {
    var name = request.parameter(ZONE).orElse("UTC");
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw Problem.field(ZONE, "must be a name such as Europe/Vienna").refuse();
    }
    return ZoneId.of(name);
  }

  /// From `from` on, and before `to`; a day in the place of `to` is meant with all of it.
  static Period period(Request request, ZoneId zone) {
    var from = at(request, "from", zone, 0).orElse(Period.ALWAYS.from());
    var to = at(request, "to", zone, 1).orElse(Period.ALWAYS.to());
    if (to.isBefore(from)) {
      throw Problem.field("to", "must not be before from").refuse();
    }
    return new Period(from, to);
  }

  /// @param days how many days behind its begin a day means
  private static Optional<Instant> at(Request request, String parameter, ZoneId zone, int days) {
    // An offset's plus sign is a space to who decodes a query.
    return request
        .parameter(parameter)
        .map(text -> parsed(text.replace(' ', '+'), zone, days)
            .filter(at -> !at.isBefore(Instant.EPOCH) && !at.isAfter(LATEST))
            .orElseThrow(() -> Problem.field(
                    parameter, "must be a day or a time such as 2026-01-31T12:00:00.000Z")
                .refuse()));
  }

  private static Optional<Instant> parsed(String text, ZoneId zone, int days) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
