package plaza.bench.row;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.RawLucene;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// Searches of real messages for what stands in real messages: words, two words, parts of words.
public final class Searches implements Row {
  private static final int QUERIES = 1_000;
  private static final int CONNECTIONS = 16;
  private static final Goal P99 = new Goal.AtMost(10);
  private static final Goal OF_RAW = new Goal.AtMost(1.25);

  /// Of a line of the corpus; what is escaped is left out.
  private static final Pattern BODY = Pattern.compile("\"body\": ?\"([^\"\\\\]+)\"");

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String about() {
    return "mixed searches of all chats of real messages; needs --corpus";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("search");
    if (setup.corpus().isEmpty()) {
      System.err.println("  left out: it needs real messages, see --corpus");
      return;
    }
    var corpus = setup.corpus().get().toAbsolutePath();
    var data = setup.scratch().resolve("search");
    setup.finish(setup.plaza("import", "irc", corpus.toString(), "--data", data.toString()));
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      plaza.awaitIndexed();
      var token = plaza.get("/api/v1/applications").path(0).path("token").asText();
      var queries = queries(corpus);
      var list = Files.write(
          setup.scratch().resolve("searches.txt"),
          queries.stream()
              .map(query -> "/api/v1/applications/" + token + "/messages/search?q="
                  + URLEncoder.encode(query, StandardCharsets.UTF_8))
              .toList());
      compare(setup, results, plaza, list, new RawLucene(data.resolve("search"), queries));
    }
  }

  private void compare(Setup setup, Results results, PlazaServer plaza, Path list, RawLucene lucene)
      throws IOException, InterruptedException {
    var stages = new Stages(plaza);
    var alone = new Side("Plaza", time -> searches(setup, plaza, list, 1, time));
    var many = new Side(
        "Plaza, 16 connections",
        time -> stages.during(() -> searches(setup, plaza, list, CONNECTIONS, time)));
    var raw = new Side("raw Lucene, unchecked", lucene::run);
    Side.alternate(setup.pace(), alone, many, raw);

    results.add(Line.ofRatio(
        name(),
        "ms, median, 1 connection",
        alone,
        raw,
        alone.p50Millis(),
        raw.p50Millis(),
        Goal.none()));
    results.add(Line.ofRatio(
        name(), "ms, p99, 1 connection", alone, raw, alone.p99Millis(), raw.p99Millis(), OF_RAW));
    results.add(Line.alone(name(), "ms, p99, 1 connection", alone, alone.p99Millis(), P99));
    var what = "searches/s, 16 connections";
    results.add(Line.rates(name(), what, many, raw, Goal.none()));
    results.add(Line.alone(name(), "ms, p99, 16 connections", many, many.p99Millis(), Goal.none()));
    stages.addTo(results, name(), what);
  }

  private static Sample searches(
      Setup setup, PlazaServer plaza, Path list, int connections, Duration time)
      throws IOException, InterruptedException {
    var settings = Map.of("BENCH_LIST", list.toString());
    var load = new Wrk.Load("get.lua", plaza.running().url(), connections, time, settings);
    return Loaded.requests(setup.wrk(), load, plaza.running().cpu(), 1);
  }

  /// Half of them a word, a quarter two words, a quarter what stands within a word.
  private static List<String> queries(Path corpus) throws IOException {
    var bodies = bodies(corpus);
    var random = new SplittableRandom(7);
    var queries = new ArrayList<String>();
    while (queries.size() < QUERIES) {
      var body = bodies.get(random.nextInt(bodies.size())).toLowerCase(Locale.ROOT);
      var words = WORD.matcher(body).results().map(found -> found.group()).toList();
      if (words.size() >= 2) {
        var word = words.get(random.nextInt(words.size()));
        queries.add(
            switch (queries.size() % 4) {
              case 0 -> word + " " + words.get(random.nextInt(words.size()));
              case 1 -> word.substring(Math.min(1, word.length() - 3));
              default -> word;
            });
      }
    }
    return queries;
  }

  private static List<String> bodies(Path corpus) throws IOException {
    try (var file = Files.newInputStream(corpus);
        var text = corpus.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .flatMap(line -> BODY.matcher(line).results().map(found -> found.group(1)))
          .toList();
    }
  }
}
