package plaza.bench.row;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.bench.Setup;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Running;
import plaza.bench.measure.Wrk;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// The load that Plaza was made for: two billion messages a day, and three times as many for a
/// minute. One run, for it is long.
public final class Seed implements Row {
  private static final int CHATS = 1_000;
  private static final int CONNECTIONS = 64;
  private static final double AVERAGE = 23_148;
  private static final double PEAK = 70_000;

  /// A generator that sleeps in whole milliseconds is off by a little.
  private static final double CLOSE = 0.995;

  @Override
  public String name() {
    return "seed";
  }

  @Override
  public String about() {
    return "23,148 messages a second sustained, then 70,000 a second for a minute as 202";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    var data = setup.scratch().resolve("seed");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var chats = plaza.chats(CHATS);
      var average =
          setup.longer() ? Duration.ofMinutes(10) : setup.pace().round().multipliedBy(10);
      var run = new Profile(setup, plaza, chats, results);
      // What the JVM has not compiled yet would be measured otherwise.
      var _ = run.load("bulk.lua", 10, AVERAGE, "", setup.pace().warmUp());
      run.sustained("bulks of 10", "bulk.lua", 10, average, new Goal.AtLeast(AVERAGE * CLOSE));
      run.sustained(
          "single sends", "send.lua", 1, setup.pace().round().multipliedBy(3), Goal.none());
      run.peak(setup.quick() ? Duration.ofSeconds(15) : Duration.ofSeconds(60));
    }
  }

  private record Profile(Setup setup, PlazaServer plaza, String chats, Results results) {
    private static final String ROW = "seed";

    Wrk.Result load(String script, int size, double rate, String prefer, Duration time)
        throws IOException, InterruptedException {
      var settings = new HashMap<>(Map.of(
          "BENCH_PATH", chats,
          "BENCH_CHATS", Integer.toString(CHATS),
          "BENCH_SIZE", Integer.toString(size),
          "BENCH_RATE", Double.toString(rate / size)));
      if (!prefer.isEmpty()) {
        settings.put("BENCH_PREFER", prefer);
      }
      // One by one, anyone who waits for a number keeps a connection.
      var connections = size == 1 ? 4 * CONNECTIONS : CONNECTIONS;
      return setup
          .wrk()
          .run(new Wrk.Load(script, plaza.running().url(), connections, time, settings));
    }

    void sustained(String how, String script, int size, Duration time, Goal goal)
        throws IOException, InterruptedException {
      System.err.println("seed: 23,148/s as " + how + " for " + time.toSeconds() + " s");
      plaza.awaitIndexed();
      var before = plaza.running().cpu().micros();
      var result = load(script, size, AVERAGE, "", time).whole();
      var drained = seconds(plaza::awaitIndexed);
      var messages = result.requests() * size;
      var cpu = (plaza.running().cpu().micros() - before) / (double) messages;

      var what = "23,148/s for " + time.toSeconds() + " s as " + how;
      var rate = new Rounds(List.of(messages / result.seconds()));
      results.add(Line.alone(ROW, what + ": messages/s", rate, Rounds.number(cpu), goal));
      results.add(Line.alone(ROW, what + ": ms, p99", of(result.p99Millis()), "", Goal.none()));
      results.add(Line.alone(ROW, what + ": s until all is found", of(drained), "", Goal.none()));
    }

    void peak(Duration time) throws IOException, InterruptedException {
      System.err.println("seed: 70,000/s for " + time.toSeconds() + " s");
      plaza.awaitIndexed();
      var before = plaza.running().cpu().micros();
      var size = 100;
      var result = load("bulk.lua", size, PEAK, "respond-async", time);
      var applied = seconds(plaza::awaitApplied);
      var found = applied + seconds(plaza::awaitIndexed);
      var messages = (result.requests() - result.refused()) * size;
      var cpu = (plaza.running().cpu().micros() - before) / (double) messages;

      var what = "70,000/s for " + time.toSeconds() + " s as 202, bulks of 100";
      results.add(Line.alone(
          ROW,
          what + ": messages/s taken in",
          of(messages / result.seconds()),
          Rounds.number(cpu),
          new Goal.AtLeast(PEAK * CLOSE)));
      results.add(Line.alone(
          ROW,
          what + ": bulks refused or not answered",
          of((double) result.refused() + result.broken()),
          "",
          new Goal.AtMost(0)));
      results.add(Line.alone(ROW, what + ": s until all is applied", of(applied), "", Goal.none()));
      results.add(Line.alone(ROW, what + ": s until all is found", of(found), "", Goal.none()));
    }

    private static Rounds of(double value) {
      return new Rounds(List.of(value));
    }

    private interface Wait {
      void run() throws IOException, InterruptedException;
    }

    private static double seconds(Wait wait) throws IOException, InterruptedException {
      var began = System.nanoTime();
      wait.run();
      return (System.nanoTime() - began) / 1e9;
    }
  }
}
