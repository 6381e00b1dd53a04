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
import plaza.bench.peer.RawSqlite;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// Messages that are posted a hundred at a time.
public final class Bulks implements Row {
  static final int CHATS = 1_000;
  static final int CONNECTIONS = 16;
  static final int SIZE = 100;
  private static final Goal OF_RAW_SQLITE = new Goal.AtLeast(0.7);

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public String about() {
    return "durable messages in bulks of 100";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("bulk");
    var data = setup.scratch().resolve("bulk");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var chats = plaza.chats(CHATS);
      var stages = new Stages(plaza);
      var bulks = new Side(
          "Plaza",
          time -> stages.during(() ->
              Loaded.changes(setup.wrk(), load(plaza.running().url(), chats, time), plaza, SIZE)));
      var sqlite = new Side(
          "raw SQLite, two steps",
          new RawSqlite(setup.scratch(), setup.texts(), CONNECTIONS, CHATS, SIZE)::run);
      Side.alternate(setup.pace(), bulks, sqlite);

      var what = "messages/s, bulks of 100, 16 connections";
      results.add(Line.rates(name(), what, bulks, sqlite, OF_RAW_SQLITE));
      results.add(Line.alone(name(), "ms, p99, a bulk", bulks, bulks.p99Millis(), Goal.none()));
      stages.addTo(results, name(), what);
    }
  }

  /// The bulks, to a server of any kind.
  ///
  /// @param chats the path of its chats, of which there are [#CHATS]
  static Wrk.Load load(String url, String chats, Duration time) {
    var settings = Map.of(
        "BENCH_PATH", chats,
        "BENCH_CHATS", Integer.toString(CHATS),
        "BENCH_SIZE", Integer.toString(SIZE));
    return new Wrk.Load("bulk.lua", url, CONNECTIONS, time, settings);
  }
}
