package plaza.bench.row;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plaza.bench.Setup;
import plaza.bench.measure.Listeners;
import plaza.bench.measure.Listeners.Opening;
import plaza.bench.measure.Memory;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Running;
import plaza.bench.measure.Wrk;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// What a connection costs in memory that is open and does nothing: how much more of the machine's
/// memory the process holds with 10,000 of them, after a collection. The kernel's own buffers are
/// not in it, nor is the part of the heap through which the garbage of any request passes: it is
/// filled before.
public final class Idle implements Row {
  private static final int CONNECTIONS = 10_000;
  private static final int FILLERS = 10;
  private static final Duration FILLING = Duration.ofSeconds(6);
  private static final Goal KIBIBYTES = new Goal.AtMost(12);

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "memory of a connection, a stream and a socket that are open and idle";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("idle");
    add(setup, results, "a kept connection", _ -> Opening.idle("/health"));
    add(setup, results, "a stream of events", chats -> Opening.events(chats + "1/events"));
    add(
        setup,
        results,
        "a socket with a chat",
        chats -> Opening.socket(
            chats.replace("/chats/", "/socket"), "{\"type\":\"subscribe\",\"chat\":1}"));
  }

  private interface Kind {
    Opening on(String chats);
  }

  private void add(Setup setup, Results results, String what, Kind kind)
      throws IOException, InterruptedException {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < setup.rounds(); round++) {
      var data = setup.scratch().resolve("idle" + what.hashCode() + "-" + round);
      try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
        var server = URI.create(plaza.running().url());
        var opening = kind.on(plaza.chats(1));
        // A first one has classes loaded and pools made.
        Listeners.open(server, 100, opening).close();
        fillYoung(setup, plaza.running().url());
        var before = Memory.kibibytes(plaza.running().pid());
        try (var _ = Listeners.open(server, CONNECTIONS, opening)) {
          var each = (Memory.kibibytes(plaza.running().pid()) - before) / CONNECTIONS;
          System.err.printf("  %s: %s KiB%n", what, Rounds.number(each));
          rounds.add(each);
        }
      }
    }
    results.add(Line.alone(name(), "KiB, " + what, new Rounds(rounds), "", KIBIBYTES));
  }

  /// Pages of memory that were never written to are nobody's: without this, the first thousands of
  /// connections would be charged for the young generation of the heap.
  private static void fillYoung(Setup setup, String url) throws IOException, InterruptedException {
    var list = Files.writeString(setup.scratch().resolve("health.txt"), "/health\n");
    var settings = Map.of("BENCH_LIST", list.toString());
    var _ = setup
        .wrk()
        .run(new Wrk.Load("get.lua", url, FILLERS, FILLING, settings))
        .whole();
  }
}
