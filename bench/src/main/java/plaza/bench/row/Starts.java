package plaza.bench.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plaza.bench.Setup;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Rounds;
import plaza.bench.measure.Running;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;

/// From the start of the process to the line that says that it is ready, as `bin/plaza` starts it
/// once its cache is made.
public final class Starts implements Row {
  private static final int MESSAGES = 1_000_000;
  private static final int CHATS = 100;
  private static final Goal READY = new Goal.AtMost(1.0);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String about() {
    return "time to ready: a new directory, and 1,000,000 messages, stopped and killed";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("start");
    var cold = new ArrayList<Double>();
    for (int round = 0; round < setup.rounds(); round++) {
      try (var plaza = Running.start(setup.plaza(setup.scratch().resolve("new" + round)))) {
        cold.add(seconds(plaza));
      }
    }
    add(results, "s, a new directory", cold);

    var data = setup.scratch().resolve("million");
    try (var plaza = new PlazaServer(Running.start(setup.plaza(data)))) {
      var chats = plaza.chats(CHATS);
      for (int chat = 1; chat <= CHATS; chat++) {
        plaza.fill(chats + chat, MESSAGES / CHATS, setup.texts());
      }
      plaza.awaitIndexed();
    }
    var stopped = new ArrayList<Double>();
    for (int round = 0; round < setup.rounds(); round++) {
      try (var plaza = Running.start(setup.plaza(data))) {
        stopped.add(seconds(plaza));
      }
    }
    add(results, "s, 1,000,000 messages, after a stop", stopped);

    var killed = new ArrayList<Double>();
    for (int round = 0; round < setup.rounds(); round++) {
      var before = Running.start(setup.plaza(data));
      new PlazaServer(before).changeOneAndKill();
      try (var plaza = Running.start(setup.plaza(data))) {
        killed.add(seconds(plaza));
      }
    }
    add(results, "s, 1,000,000 messages, after kill -9", killed);
  }

  private static double seconds(Running plaza) {
    return plaza.timeToReady().toMillis() / 1e3;
  }

  private void add(Results results, String what, List<Double> seconds) {
    results.add(Line.alone(name(), what, new Rounds(seconds), "", READY));
  }
}
