package plaza.bench.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import plaza.bench.Setup;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.Memory;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Running;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.Nginx;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// Short links, followed: one that everybody follows, any of many, and as people do it; each visit
/// counted. Against nginx, which sends everybody to one address.
public final class Redirects implements Row {
  private static final int CONNECTIONS = 64;
  private static final int BULK = 1_000;
  private static final int LINKS = 100_000;
  private static final int LINKS_QUICK = 5_000;
  private static final int LINKS_LONG = 1_000_000;
  private static final int REQUESTS = 40_000;
  private static final double CACHED = 0.2;
  private static final String TARGET = "https://example.com/a/page/that/is/about/so/long";
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static final Goal HOT = new Goal.AtLeast(0.8);
  private static final Goal CURVE = new Goal.AtLeast(0.6);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public String about() {
    return "short links followed and counted, against nginx; links made in bulk";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("redirect");
    var data = setup.scratch().resolve("redirect");
    var answer = "location / { return 302 " + TARGET + "; }";
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)));
        var nginx = Nginx.start(setup.tools(), setup.scratch(), "", answer)) {
      var run = new Comparison(setup, results, plaza, nginx);
      var urls = new ArrayList<String>();
      for (int i = 0; i < count(setup); i++) {
        urls.add(TARGET + "/" + i);
      }
      var bare = Memory.liveBytes(plaza.running().pid());
      var began = System.nanoTime();
      var codes = made(plaza, urls);
      var seconds = (System.nanoTime() - began) / 1e9;
      add(results, "links made/s, in bulks of 1,000", codes.size() / seconds);
      plaza.awaitApplied();
      var heap = "MiB of heap, %,d links, ".formatted(codes.size());
      add(results, heap + "made", mebibytes(plaza, bare));
      add(
          results,
          "bytes on the disk, each link and its event",
          bytes(data) / (double) codes.size());

      run.of("1 hot code", List.of(codes.getFirst()), HOT);
      var random = new SplittableRandom(1);
      var any = new ArrayList<String>();
      for (int i = 0; i < REQUESTS; i++) {
        any.add(codes.get(random.nextInt(codes.size())));
      }
      run.of("any of %,d".formatted(codes.size()), any, Goal.none());
      add(results, heap + "and followed", mebibytes(plaza, bare));
      if (setup.links().isPresent()) {
        var posted = Posted.read(setup.links().get());
        var followed = posted.followed(made(plaza, posted.urls()), REQUESTS);
        run.of("as they were posted", followed, CURVE);
        var part = "%% of these in a cache of %.0f %% of the codes".formatted(100 * CACHED);
        add(results, part, posted.percentInCache(CACHED));
      }
      makeOneByOne(setup, results, plaza);
    }
  }

  private void makeOneByOne(Setup setup, Results results, PlazaServer plaza)
      throws IOException, InterruptedException {
    var own = plaza.running();
    var side = new Side("links one by one", time -> {
      var settings = Map.of("BENCH_TARGET", TARGET);
      var load = new Wrk.Load("shorten.lua", own.url(), CONNECTIONS, time, settings);
      return Loaded.requests(setup.wrk(), load, own.cpu(), 1);
    });
    Side.alternate(setup.pace(), side);
    var what = "links made/s, one by one, " + CONNECTIONS + " connections";
    results.add(Line.alone(name(), what, side.rate(), side.cpuMicros().text(), Goal.none()));
  }

  private void add(Results results, String what, double number) {
    results.add(Line.alone(name(), what, new Rounds(List.of(number)), "", Goal.none()));
  }

  /// How much more the objects on the heap take than before.
  private static double mebibytes(PlazaServer plaza, long before)
      throws IOException, InterruptedException {
    return (Memory.liveBytes(plaza.running().pid()) - before) / (double) (1 << 20);
  }

  /// What a directory takes of the disk.
  private static long bytes(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files
          .map(Path::toFile)
          .filter(File::isFile)
          .mapToLong(File::length)
          .sum();
    }
  }

  private static int count(Setup setup) {
    return setup.quick() ? LINKS_QUICK : setup.longer() ? LINKS_LONG : LINKS;
  }

  /// Makes links, and gives their codes; of those that are refused, none.
  private static List<String> made(PlazaServer plaza, List<String> urls)
      throws IOException, InterruptedException {
    var codes = new ArrayList<String>();
    for (int from = 0; from < urls.size(); from += BULK) {
      var bulk = JSON.createObjectNode();
      var items = bulk.putArray("links");
      urls.subList(from, Math.min(urls.size(), from + BULK))
          .forEach(url -> items.addObject().put("url", url));
      plaza
          .post("/shorten/bulk", bulk.toString())
          .path("links")
          .forEach(made -> codes.add(made.at("/link/code").asText()));
    }
    return codes;
  }

  private record Comparison(Setup setup, Results results, PlazaServer plaza, Nginx nginx) {
    void of(String name, List<String> codes, Goal goal) throws IOException, InterruptedException {
      var paths = codes.stream().map(code -> "/" + code).toList();
      var list = Files.write(setup.scratch().resolve("codes.txt"), paths);
      var stages = new Stages(plaza);
      var own = plaza.running();
      var mine = new Side(
          "Plaza", time -> stages.during(() -> follow(list, own.url(), own.cpu(), time, 0)));
      var theirs = new Side(
          "nginx, return 302", time -> follow(list, nginx.url().toString(), nginx.cpu(), time, 0));
      Side.alternate(setup.pace(), mine, theirs);
      var title = "redirects/s, " + name + ", " + CONNECTIONS + " connections";
      results.add(Line.rates("redirect", title, mine, theirs, goal));
      stages.addTo(results, "redirect", title);

      var half = (int) (mine.rate().median() / 2);
      var calm =
          new Side("Plaza at half of it", time -> follow(list, own.url(), own.cpu(), time, half));
      Side.alternate(setup.pace(), calm);
      results.add(Line.alone(
          "redirect", name + ": ms at half of it, p99", calm, calm.p99Millis(), Goal.none()));
    }

    private Sample follow(Path list, String url, Cpu server, Duration time, int rate)
        throws IOException, InterruptedException {
      var settings = Map.of(
          "BENCH_LIST", list.toString(),
          "BENCH_AGENT", AGENT,
          "BENCH_RATE", Integer.toString(rate));
      var load = new Wrk.Load("get.lua", url, CONNECTIONS, time, settings);
      return Loaded.requests(setup.wrk(), load, server, 1);
    }
  }
}
