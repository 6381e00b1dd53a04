package plaza.bench.row;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import plaza.bench.Setup;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.EmptyPost;
import plaza.bench.peer.RawFile;
import plaza.bench.peer.RawSqlite;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// Messages that are sent one by one, each answered when it is durable and has its number.
public final class Sends implements Row {
  private static final int CHATS = 1_000;
  private static final int[] CONNECTIONS = {1, 64, 256};

  /// Of the connections that the goals are set for.
  private static final int CONNECTIONS_OF_GOALS = 256;

  private static final Goal RATE = new Goal.AtLeast(20_000);
  private static final Goal OF_EMPTY_POST = new Goal.AtLeast(0.3);

  @Override
  public String name() {
    return "send";
  }

  @Override
  public String about() {
    return "durable single sends at 1, 64 and 256 connections, into 1,000 chats and into one";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    var data = setup.scratch().resolve("send");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)));
        var empty = Running.start(setup.peer(EmptyPost.class))) {
      var chats = plaza.chats(CHATS);
      for (var connections : CONNECTIONS) {
        new Comparison(setup, results, plaza, empty, chats, connections).run();
      }
    }
  }

  /// All sides at one number of connections.
  private record Comparison(
      Setup setup,
      Results results,
      PlazaServer plaza,
      Running empty,
      String chats,
      int connections) {
    void run() throws IOException, InterruptedException {
      System.err.println("send, " + connections + " connections");
      var stages = new Stages(plaza);
      var many = new Side("Plaza", time -> stages.during(() -> sends(CHATS, time)));
      var hot = new Side("Plaza, one chat", time -> sends(1, time));
      var post = new Side("the edge's empty POST", this::posts);
      var sqlite = new Side(
          "raw SQLite, two steps", new RawSqlite(setup.scratch(), connections, CHATS, 1)::run);
      var file = new Side("a file, synced a group", new RawFile(setup.scratch(), connections)::run);
      Side.alternate(setup.pace(), many, hot, post, sqlite, file);

      var ofGoals = connections == CONNECTIONS_OF_GOALS;
      var what = "sends/s, " + connections + " connections, " + "1,000 chats";
      var goal = ofGoals ? RATE : Goal.none();
      results.add(Line.alone("send", what, many.rate(), Line.cpu(many), goal));
      results.add(Line.rates("send", what, many, post, ofGoals ? OF_EMPTY_POST : Goal.none()));
      results.add(Line.rates("send", what, many, sqlite, Goal.none()));
      results.add(Line.rates("send", what, many, file, Goal.none()));
      results.add(Line.rates(
          "send", "sends/s, " + connections + " connections, one chat", hot, post, Goal.none()));
      results.add(Line.alone(
          "send", "p99 in ms, " + connections + " connections", many.p99Millis(), "", Goal.none()));
      stages.addTo(results, "send", what);
    }

    private Sample sends(int chatCount, Duration time) throws IOException, InterruptedException {
      var before = plaza.running().cpu().micros();
      var result = wrk(plaza.running().url(), chats, chatCount, time);
      // What is found by a search only later is paid for by the send as well.
      plaza.awaitIndexed();
      var used = plaza.running().cpu().micros() - before;
      return sample(result, used);
    }

    private Sample posts(Duration time) throws IOException, InterruptedException {
      var before = empty.cpu().micros();
      var result =
          wrk(empty.url(), "/api/v1/applications/" + "0".repeat(32) + "/chats/", CHATS, time);
      return sample(result, empty.cpu().micros() - before);
    }

    private Wrk.Result wrk(String url, String path, int chatCount, Duration time)
        throws IOException, InterruptedException {
      var settings = Map.of("BENCH_PATH", path, "BENCH_CHATS", Integer.toString(chatCount));
      return setup
          .wrk()
          .run(new Wrk.Load("send.lua", url, connections, time, settings))
          .whole();
    }
  }

  static Sample sample(Wrk.Result result, long cpuMicros) {
    return new Sample(
        result.requests() / result.seconds(),
        (double) cpuMicros / result.requests(),
        result.p50Millis(),
        result.p99Millis());
  }
}
