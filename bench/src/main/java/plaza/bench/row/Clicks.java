package plaza.bench.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;
import plaza.core.link.Code;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitTarget;

/// The counts of one link that had ten million visits, spread over a year. Nobody can click for a
/// year, so the tallies that so many clicks leave are put into the store.
public final class Clicks implements Row {
  private static final int VISITS = 10_000_000;
  private static final int VISITS_QUICK = 200_000;
  private static final int DAYS = 365;
  private static final int HOURS = 24;
  private static final int REFERRERS = 400;
  private static final String CODE = "clicked";
  private static final Goal SOON = new Goal.AtMost(50);

  @Override
  public String name() {
    return "clicks";
  }

  @Override
  public String about() {
    return "statistics of a link with 10,000,000 visits over a year";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("clicks");
    var data = setup.scratch().resolve("clicks");
    var first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS));
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var link = "{\"url\":\"https://example.com/\",\"code\":\"" + CODE + "\"}";
      var _ = plaza.post("/shorten", link);
    }
    var visits = setup.quick() ? VISITS_QUICK : VISITS;
    try {
      put(data.resolve("plaza.db"), first, visits);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var from = first.plus(Duration.ofDays(1)).plus(Duration.ofHours(7));
      var to = first.plus(Duration.ofDays(DAYS - 1)).plus(Duration.ofHours(7));
      var range = "from=" + from + "&to=" + to;
      var stats = "/" + CODE + "/stats";
      var counted = plaza.get(stats).path("clicks").asInt();
      if (counted != visits) {
        throw new IOException("of " + visits + " visits Plaza has counted " + counted);
      }
      for (var question : List.of(
          new Question("all of it", stats),
          new Question("a year in UTC", stats + "?" + range),
          new Question("a year in Vienna", stats + "?time_zone=Europe/Vienna&" + range))) {
        ask(setup, results, plaza, visits, question);
      }
    }
  }

  private record Question(String name, String path) {}

  private void ask(Setup setup, Results results, PlazaServer plaza, int visits, Question question)
      throws IOException, InterruptedException {
    var list = Files.writeString(setup.scratch().resolve("questions.txt"), question.path());
    var settings = Map.of("BENCH_LIST", list.toString(), "BENCH_AGENT", "bench", "BENCH_RATE", "0");
    var own = plaza.running();
    var side = new Side(question.name(), time -> {
      var load = new Wrk.Load("get.lua", own.url(), 1, time, settings);
      return Loaded.requests(setup.wrk(), load, own.cpu(), 1);
    });
    Side.alternate(setup.pace(), side);
    var what = "ms, statistics of %,d visits, %s: %%s".formatted(visits, question.name());
    var cpu = side.cpuMicros().text();
    results.add(Line.alone(name(), what.formatted("p50"), side.p50Millis(), cpu, SOON));
    results.add(Line.alone(name(), what.formatted("p99"), side.p99Millis(), "", Goal.none()));
  }

  /// Puts the tallies of all hours and days into the store of a server that is stopped.
  private static void put(Path store, Instant first, int visits) throws SQLException {
    var random = new SplittableRandom(1);
    var all = new VisitStats();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        var insert = connection.prepareStatement(
            "REPLACE INTO link_tally (code, slot, visits, bots, tally) VALUES (?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      var done = 0L;
      for (int day = 0; day < DAYS; day++) {
        var ofDay = new VisitStats();
        for (int hour = 0; hour < HOURS; hour++) {
          var at = first.plus(Duration.ofHours((long) day * HOURS + hour));
          var end = (long) visits * (day * HOURS + hour + 1) / (DAYS * HOURS);
          var ofHour = new VisitStats();
          for (; done < end; done++) {
            ofHour.add(visit(at, random));
          }
          ofDay.add(ofHour);
          put(insert, ChronoUnit.HOURS.between(Instant.EPOCH, at), ofHour);
        }
        all.add(ofDay);
        var number = ChronoUnit.DAYS.between(Instant.EPOCH, first) + day;
        put(insert, TimeBucket.ofDay(number), ofDay);
      }
      put(insert, TimeBucket.ALWAYS, all);
      connection.commit();
    }
  }

  private static void put(PreparedStatement insert, long slot, VisitStats tally)
      throws SQLException {
    insert.setString(1, CODE);
    insert.setLong(2, slot);
    insert.setLong(3, tally.visits());
    insert.setLong(4, tally.bots());
    insert.setBytes(5, tally.toBytes());
    insert.executeUpdate();
  }

  /// As uneven as people are: few sites send most of them.
  private static Visit visit(Instant at, SplittableRandom random) {
    var site = (int) (Math.pow(random.nextDouble(), 3) * REFERRERS);
    var traits = new ClientProfile(
        "site" + site + ".example.com",
        "Browser " + random.nextInt(10),
        "System " + random.nextInt(8),
        List.of("desktop", "phone", "tablet").get(random.nextInt(3)),
        "l" + random.nextInt(20),
        false);
    var place = new VisitTarget.OfLink(new ApplicationId(1), new Code(CODE));
    return new Visit(place, new VisitRecord(at, traits, VisitRequest.NONE), random.nextLong());
  }
}
