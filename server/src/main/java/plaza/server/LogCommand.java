package plaza.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.core.chat.ChatFeature;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.tenant.TenantFeature;
import plaza.embedded.log.SqliteLog;

/// `plaza log verify|dump`: looks into the log of a stopped server.
@Command(
    name = "log",
    description =
        "Looks into the log of a stopped server: verify checks every event, dump prints them.",
    mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
  private static final Duration AT_ONCE = Duration.ZERO;

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
      var codec = new EventCodec(List.of(TenantFeature.FORMAT, ChatFeature.FORMAT));
      var log = engines.log();
      for (int partition = 0; partition < log.partitions(); partition++) {
        walk(log, partition, codec);
      }
      var problems =
          log instanceof SqliteLog sqlite ? sqlite.integrityProblems() : List.<String>of();
      problems.forEach(problem -> System.out.println("the file: " + problem));
      if (doing == Doing.VERIFY) {
        System.out.println(events + " events, " + damaged + " of them can't be read");
      }
      return damaged == 0 && problems.isEmpty() ? 0 : 1;
    }
  }

  private void walk(Log log, int partition, EventCodec codec) throws InterruptedException {
    var at = log.start(partition);
    while (at < log.end(partition)) {
      var entries = log.read(partition, at, AT_ONCE);
      if (entries.isEmpty()) {
        return;
      }
      entries.forEach(entry -> look(partition, entry, codec));
      at = entries.getLast().offset() + 1;
    }
  }

  private void look(int partition, Log.Entry entry, EventCodec codec) {
    events++;
    var place = partition + ":" + entry.offset() + " ";
    switch (codec.decode(entry.bytes())) {
      case EventCodec.Decoded.Whole(var event) -> {
        if (doing == Doing.DUMP) {
          System.out.println(place + line(event));
        }
      }
      case EventCodec.Decoded.Corrupt() -> {
        damaged++;
        System.out.println(place + "damaged, " + entry.bytes().length + " bytes");
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
