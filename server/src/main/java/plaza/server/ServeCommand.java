package plaza.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plaza.core.tenant.Secret;
import plaza.edge.EdgeConfig;
import plaza.server.config.Flags;
import plaza.server.config.ServeConfig;

/// `plaza serve`: runs a server until it is stopped. Its settings are flags too, which [Flags]
/// adds.
@Command(
    name = "serve",
    description =
        "Runs a server. On a loopback address it is in open mode unless --keys is given: every client that can reach it has full access. On any other address every call needs a key. Each setting can also be given in the environment (PLAZA_PORT for --port) or in the file of --config (port = 8080).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Duration STOPPING_MAX = Duration.ofMillis(4_800);

  private final Function<Deployment, Engines> engines;

  ServeCommand() {
    this(Engines::of);
  }

  /// @param engines opens what the server runs on
  ServeCommand(Function<Deployment, Engines> engines) {
    this.engines = engines;
  }

  @Spec
  private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties file with settings; flags and environment variables take precedence")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var flags = Flags.of(Objects.requireNonNull(spec).commandLine().getParseResult());
    var config = ServeConfig.of(flags, System.getenv(), file, Version.number());
    // Read by logback.xml, when the first line is logged.
    System.setProperty("plaza.log", config.logFormat().name().toLowerCase(Locale.ROOT));
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtFailures());
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped)));
    try (var plaza = Plaza.start(
        engines.apply(deployment(config)), config.edge(), config.eventsKept(), onlooker(stop))) {
      System.out.println("Plaza " + Version.number() + " is ready at "
          + url(config.edge(), plaza.port())
          + (config.edge().open() ? " in open mode" : ""));
      System.out.flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static Deployment deployment(ServeConfig config) {
    return config.cluster().isEmpty()
        ? new Deployment.Embedded(config.data())
        : new Deployment.Cluster(config.cluster().getFirst(), config.role());
  }

  private static Plaza.Onlooker onlooker(CountDownLatch stop) {
    return new Plaza.Onlooker() {
      @Override
      public boolean goOn(String progress) {
        System.err.println(progress);
        return stop.getCount() > 0;
      }

      @Override
      public void operatorKey(Secret key) {
        // A line of its own, even where what was written before it, to both outputs, was not ended.
        System.err.flush();
        System.out.println(
            "\noperator key: " + key.reveal() + "  (shown this once; it creates applications)");
        System.out.flush();
      }
    };
  }

  /// SIGTERM begins the stop here, and the process lives until it is done; but no longer than it
  /// may: an engine that hangs is left as a crash would leave it, which loses nothing.
  private static void stop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(STOPPING_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("plaza: not every part closed in time; nothing acknowledged is lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The address that a browser on this machine would open.
  private static String url(EdgeConfig config, int port) {
    var host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return (config.tls().isPresent() ? "https://" : "http://") + host + ":" + port;
  }
}
