package plaza.bench.row;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import plaza.bench.Setup;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Listeners;
import plaza.bench.measure.Listeners.Opening;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Side;
import plaza.bench.peer.Blast;
import plaza.bench.peer.Nchan;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// One sender, and many who listen to it.
public final class FanOut implements Row {
  private static final int[] LISTENERS = {1_000, 10_000};

  /// Messages that are not with all listeners yet, at most.
  private static final int UNDERWAY = 4;

  private static final Duration ARRIVE_MAX = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(1);
  private static final Goal OF_NCHAN = new Goal.AtLeast(0.6);

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String about() {
    return "one sender to 1,000 and 10,000 streams and sockets, against nchan";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    for (var count : LISTENERS) {
      System.err.println("fanout to " + count);
      streams(setup, results, count);
      sockets(setup, results, count);
    }
  }

  private void streams(Setup setup, Results results, int count)
      throws IOException, InterruptedException {
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data(setup, count, "streams"))));
        var nchan = Nchan.start(setup.tools(), setup.scratch());
        var blast = Running.start(setup.peer(Blast.class))) {
      var chats = plaza.chats(1);
      var mine = side("Plaza", plaza, chats, count, Opening.events(chats + "1/events"));
      var theirs = side(nchan, count, Opening.events("/sub"));
      var url = URI.create(blast.url());
      var own = new Side(
          "bare writes", new Sender(url, "/", "~", blast.cpu(), count, Opening.events("/"))::run);
      Side.alternate(setup.pace(), mine, theirs, own);

      var what = "messages/s to %,d streams".formatted(count);
      results.add(Line.rates(name(), what, mine, theirs, OF_NCHAN));
      results.add(Line.rates(name(), what, mine, own, Goal.none()));
    }
  }

  private void sockets(Setup setup, Results results, int count)
      throws IOException, InterruptedException {
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data(setup, count, "sockets"))));
        var nchan = Nchan.start(setup.tools(), setup.scratch())) {
      var chats = plaza.chats(1);
      var subscribe = "{\"type\":\"subscribe\",\"chat\":1}";
      var opening = Opening.socket(chats.replace("/chats/", "/socket"), subscribe);
      var mine = side("Plaza", plaza, chats, count, opening);
      var theirs = side(nchan, count, Opening.socket("/sub", ""));
      Side.alternate(setup.pace(), mine, theirs);

      var what = "messages/s to %,d sockets".formatted(count);
      results.add(Line.rates(name(), what, mine, theirs, OF_NCHAN));
    }
  }

  private static java.nio.file.Path data(Setup setup, int count, String kind) {
    return setup.scratch().resolve(kind + count);
  }

  private static Side side(
      String name, PlazaServer plaza, String chats, int count, Opening opening) {
    var text = "{\"body\":\"~" + "x".repeat(118) + "\",\"sender\":\"ann\"}";
    var url = URI.create(plaza.running().url());
    return new Side(
        name,
        new Sender(url, chats + "1/messages", text, plaza.running().cpu(), count, opening)::run);
  }

  /// The text is as long as what Plaza makes of its own.
  private static Side side(Nchan nchan, int count, Opening opening) {
    var text = "{\"number\":1000,\"body\":\"~" + "x".repeat(118)
        + "\",\"sender\":\"ann\",\"created_at\":\"2026-01-01T00:00:00.000Z\","
        + "\"updated_at\":\"2026-01-01T00:00:00.000Z\"}";
    return new Side(
        "nchan", new Sender(nchan.url(), "/pub", text, nchan.cpu(), count, opening)::run);
  }

  /// Sends one message after the other, and waits when the listeners are behind. What is counted
  /// are messages at listeners.
  private record Sender(URI url, String path, String text, Cpu cpu, int count, Opening opening) {
    Sample run(Duration time) throws IOException, InterruptedException {
      try (var listeners = Listeners.open(url, count, opening);
          var client =
              HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        // Anyone who is subscribed only now misses the first ones.
        var before = 0L;
        do {
          before = listeners.received();
          post(client);
          LockSupport.parkNanos(SETTLED.toNanos());
        } while (listeners.received() < before + count);
        return measured(time, listeners, client);
      }
    }

    private Sample measured(Duration time, Listeners listeners, HttpClient client)
        throws IOException, InterruptedException {
      var first = listeners.received();
      var used = cpu.micros();
      var generator = Cpu.own().micros();
      var began = System.nanoTime();
      var sent = 0L;
      while (System.nanoTime() - began < time.toNanos()) {
        post(client);
        sent++;
        listeners.awaitReceived(first + (sent - UNDERWAY) * count, ARRIVE_MAX);
      }
      listeners.awaitReceived(first + sent * count, ARRIVE_MAX);
      var seconds = (System.nanoTime() - began) / 1e9;
      var arrived = (double) sent * count;
      return new Sample(
          arrived / seconds,
          (cpu.micros() - used) / arrived,
          (Cpu.own().micros() - generator) / arrived,
          0,
          0);
    }

    private void post(HttpClient client) throws IOException, InterruptedException {
      var request = HttpRequest.newBuilder(url.resolve(path))
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(text))
          .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException("a message was answered " + answer.statusCode());
      }
    }
  }
}
