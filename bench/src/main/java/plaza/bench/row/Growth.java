package plaza.bench.row;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// What a send, a page and a search cost in a chat of many messages, against one of a thousand.
/// Each chat is alone in a server of its own.
public final class Growth implements Row {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int MANY_LONG = 10_000_000;
  private static final int PLACES = 1_000;
  private static final int CONNECTIONS = 16;

  /// Sends a second: so few that the small chat stays small.
  private static final int RATE = 1_000;

  private static final Goal FLAT = new Goal.AtMost(1.25);

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String about() {
    return "send, page and search in a chat of 1,000 and of 1,000,000 messages";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("growth: filling");
    var many = setup.longer() ? MANY_LONG : MANY;
    try (var small = Chat.filled(setup, "few", FEW);
        var large = Chat.filled(setup, "many", many)) {
      var run = new Comparison(setup, results, small, large);
      run.of("a page of 50", Growth::page, FLAT);
      run.of("a search for two words", Growth::search, Goal.none());
      run.ofSends();
    }
  }

  private static String page(Chat chat, SplittableRandom random) {
    return "?limit=50&after=" + random.nextInt(chat.messages() - 50);
  }

  /// Two words of a message, so that there is something to find.
  private static String search(Chat chat, SplittableRandom random) {
    var words = chat.texts().get(random.nextInt(FEW)).split(" ", -1);
    var query = words[random.nextInt(words.length)] + " " + words[random.nextInt(words.length)];
    return "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /// A server with one chat of so many messages.
  private record Chat(
      Setup setup, PlazaServer plaza, String chats, int messages, List<String> texts)
      implements AutoCloseable {
    static Chat filled(Setup setup, String name, int messages)
        throws IOException, InterruptedException {
      var data = setup.scratch().resolve(name);
      var plaza = new PlazaServer(Running.start(setup.plaza(data)));
      var chats = plaza.chats(1);
      plaza.fill(chats + 1, messages, setup.texts());
      plaza.awaitIndexed();
      return new Chat(setup, plaza, chats, messages, setup.texts());
    }

    Sample reads(Function<SplittableRandom, String> what, Duration time)
        throws IOException, InterruptedException {
      var random = new SplittableRandom(3);
      var requests = new ArrayList<String>();
      for (int i = 0; i < PLACES; i++) {
        requests.add(chats + "1/messages" + what.apply(random));
      }
      var list = Files.write(setup.scratch().resolve("requests.txt"), requests);
      var settings = Map.of("BENCH_LIST", list.toString());
      var load = new Wrk.Load("get.lua", plaza.running().url(), CONNECTIONS, time, settings);
      return Loaded.requests(setup.wrk(), load, plaza.running().cpu(), 1);
    }

    Sample sends(Duration time) throws IOException, InterruptedException {
      var settings =
          Map.of("BENCH_PATH", chats, "BENCH_CHATS", "1", "BENCH_RATE", Integer.toString(RATE));
      var load = new Wrk.Load("send.lua", plaza.running().url(), CONNECTIONS, time, settings);
      return Loaded.changes(setup.wrk(), load, plaza, 1);
    }

    @Override
    public void close() {
      plaza.close();
    }
  }

  private record Comparison(Setup setup, Results results, Chat small, Chat large) {
    interface Place {
      String in(Chat chat, SplittableRandom random);
    }

    void of(String what, Place place, Goal goal) throws IOException, InterruptedException {
      compare(
          what,
          new Side(title(large), time -> large.reads(random -> place.in(large, random), time)),
          new Side(title(small), time -> small.reads(random -> place.in(small, random), time)),
          goal);
    }

    void ofSends() throws IOException, InterruptedException {
      compare(
          "a send, at 1,000 a second",
          new Side(title(large), large::sends),
          new Side(title(small), small::sends),
          FLAT);
    }

    private static String title(Chat chat) {
      return "a chat of %,d".formatted(chat.messages());
    }

    private void compare(String what, Side many, Side few, Goal goal)
        throws IOException, InterruptedException {
      Side.alternate(setup.pace(), many, few);
      results.add(Line.ofRatio(
          "growth",
          what + ": µs of CPU, " + many.name(),
          many,
          few,
          many.cpuMicros(),
          few.cpuMicros(),
          goal));
    }
  }
}
