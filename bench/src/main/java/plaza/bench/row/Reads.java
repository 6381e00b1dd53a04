package plaza.bench.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.RawReads;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// Pages of history, single messages, and pages that the client has already.
public final class Reads implements Row {
  private static final int CHATS = 100;
  private static final int MESSAGES = 1_000;
  private static final int PAGE = 50;
  private static final int PLACES = 1_000;
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String about() {
    return "a page of history, a message, and a page that has not changed";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("read");
    var data = setup.scratch().resolve("read");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var chats = plaza.chats(CHATS);
      for (int chat = 1; chat <= CHATS; chat++) {
        plaza.fill(chats + chat, MESSAGES, setup.texts());
      }
      plaza.awaitIndexed();
      var random = new SplittableRandom(1);
      var places = new ArrayList<RawReads.Place>();
      for (int i = 0; i < PLACES; i++) {
        places.add(
            new RawReads.Place(1 + random.nextInt(CHATS), 1 + random.nextInt(MESSAGES - PAGE)));
      }
      var pages = places.stream()
          .map(at -> chats + at.chat() + "/messages?limit=" + PAGE + "&after=" + at.number())
          .toList();
      var messages = places.stream()
          .map(at -> chats + at.chat() + "/messages/" + at.number())
          .toList();
      var known = new ArrayList<String>();
      for (var page : pages) {
        known.add(page + "\t" + plaza.tag(page));
      }
      var run = new Comparison(setup, results, plaza, data.resolve("plaza.db"), places);
      run.of("pages of 50", pages, RawReads.What.PAGE);
      run.of("messages", messages, RawReads.What.MESSAGE);
      run.of("304 of pages", known, RawReads.What.TAIL);
    }
  }

  private record Comparison(
      Setup setup, Results results, PlazaServer plaza, Path database, List<RawReads.Place> places) {
    void of(String name, List<String> requests, RawReads.What what)
        throws IOException, InterruptedException {
      var list = Files.write(setup.scratch().resolve("requests.txt"), requests);
      var stages = new Stages(plaza);
      var reads = new Side("Plaza", time -> stages.during(() -> reads(list, time)));
      var raw = new Side("raw SQLite, a thread a core", new RawReads(database, what, places)::run);
      Side.alternate(setup.pace(), reads, raw);

      var title = name + "/s, " + CONNECTIONS + " connections";
      results.add(Line.rates("read", title, reads, raw, Goal.none()));
      results.add(Line.alone("read", name + ": ms, p99", reads, reads.p99Millis(), Goal.none()));
      stages.addTo(results, "read", title);
    }

    private plaza.bench.measure.Sample reads(Path list, Duration time)
        throws IOException, InterruptedException {
      var settings = Map.of("BENCH_LIST", list.toString());
      var load = new Wrk.Load("get.lua", plaza.running().url(), CONNECTIONS, time, settings);
      return Loaded.requests(setup.wrk(), load, plaza.running().cpu(), 1);
    }
  }
}
