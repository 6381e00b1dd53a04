package plaza.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.server.doctor.LogWalk;

/// `plaza log verify|dump`: looks into the log of a stopped server.
@Command(
    name = "log",
    description =
        "Looks into the log of a stopped server: verify checks every event, dump prints them.",
    mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
  /// What is done with the log.
  enum Doing {
    VERIFY,
    DUMP
  }

  @Parameters(
      index = "0",
      paramLabel = "verify|dump",
      description = "verify: check every event; dump: print one a line, without texts")
  private Doing doing = Doing.VERIFY;

  @Option(
      names = "--data",
      defaultValue = "data",
      description = "The data directory (default: ./${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  private long events;
  private long damaged;

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.exists(data.resolve("log.db"))) {
      throw new Mistake("no log in " + data);
    }
    try (var engines = Engines.of(new Deployment.Embedded(data))) {
      LogWalk.over(engines.log(), this::look);
      var problems = engines.upkeep().logProblems();
      problems.forEach(problem -> System.out.println("the file: " + problem));
      if (doing == Doing.VERIFY) {
        System.out.println(events + " events, " + damaged + " of them can't be read");
      }
      return damaged == 0 && problems.isEmpty() ? 0 : 1;
    }
  }

  private void look(int partition, long offset, int bytes, EventCodec.Decoded decoded) {
    events++;
    var place = partition + ":" + offset + " ";
    switch (decoded) {
      case EventCodec.Decoded.Whole(var event) -> {
        if (doing == Doing.DUMP) {
          System.out.println(place + line(event));
        }
      }
      case EventCodec.Decoded.Corrupt() -> {
        damaged++;
        System.out.println(place + "damaged, " + bytes + " bytes");
      }
      case EventCodec.Decoded.Unknown(var what) -> {
        damaged++;
        System.out.println(place + what);
      }
    }
  }

  /// What happened to what, and when; never what somebody wrote.
  private static String line(Event event) {
    var stream = event.change().stream();
    return event.at() + " " + stream.kind() + " " + stream.application() + "/" + stream.number()
        + " " + event.change().getClass().getSimpleName();
  }
}
