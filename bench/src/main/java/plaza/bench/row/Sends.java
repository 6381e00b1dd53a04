package plaza.bench.row;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
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
    return "durable single sends at 1, 64 and 256 connections, into 1,000 chats and one";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    var data = setup.scratch().resolve("send");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)));
        var empty = Running.start(setup.peer(EmptyPost.class))) {
      var chats = plaza.chats(CHATS);
      for (var connections : CONNECTIONS) {
        System.err.println("send, " + connections + " connections");
        new Comparison(setup, plaza, empty, chats, connections).run(name(), results);
      }
    }
  }

  /// All sides at one number of connections.
  private record Comparison(
      Setup setup, PlazaServer plaza, Running empty, String chats, int connections) {
    void run(String row, Results results) throws IOException, InterruptedException {
      var stages = new Stages(plaza);
      var many = new Side(
          "Plaza",
          time -> stages.during(
              () -> Loaded.changes(setup.wrk(), load(plaza.running(), CHATS, time), plaza, 1)));
      var hot = new Side(
          "Plaza, one chat",
          time -> Loaded.changes(setup.wrk(), load(plaza.running(), 1, time), plaza, 1));
      var post = new Side(
          "the edge's empty POST",
          time -> Loaded.requests(setup.wrk(), load(empty, CHATS, time), empty.cpu(), 1));
      var sqlite = new Side(
          "raw SQLite, two steps",
          new RawSqlite(setup.scratch(), setup.texts(), connections, CHATS, 1)::run);
      var file = new Side("a file, synced a group", new RawFile(setup.scratch(), connections)::run);
      Side.alternate(setup.pace(), many, hot, post, sqlite, file);

      var ofGoals = connections == CONNECTIONS_OF_GOALS;
      var by = connections == 1 ? "1 connection" : connections + " connections";
      var what = "sends/s, " + by + ", 1,000 chats";
      results.add(Line.alone(row, what, many, many.rate(), ofGoals ? RATE : Goal.none()));
      results.add(Line.rates(row, what, many, post, ofGoals ? OF_EMPTY_POST : Goal.none()));
      results.add(Line.rates(row, what, many, sqlite, Goal.none()));
      results.add(Line.rates(row, what, many, file, Goal.none()));
      results.add(Line.rates(row, "sends/s, " + by + ", one chat", hot, post, Goal.none()));
      results.add(Line.alone(row, "ms, median, " + by, many, many.p50Millis(), Goal.none()));
      results.add(Line.alone(row, "ms, p99, " + by, many, many.p99Millis(), Goal.none()));
      stages.addTo(results, row, what);
    }

    private Wrk.Load load(Running server, int chatCount, Duration time) {
      var settings = Map.of("BENCH_PATH", chats, "BENCH_CHATS", Integer.toString(chatCount));
      return new Wrk.Load("send.lua", server.url(), connections, time, settings);
    }
  }
}
