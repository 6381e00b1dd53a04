package plaza.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import plaza.core.tenant.Settings;
import plaza.edge.EdgeConfig;
import plaza.edge.Network;

/// `plaza serve`: runs a server until it is told to stop.
@Command(
    name = "serve",
    description =
        "Runs a server. On a loopback address it is in open mode unless --keys is given: who reaches it may "
            + "use it. On any other address every call needs a key.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  /// Applied events that stay in the log beside what the store may still need.
  private static final long EVENTS_KEPT = 100_000;

  /// Changes a second of an application and of an address, where keys are needed.
  private static final int KEYS_RATE = 5_000;

  private static final Duration STOPPING_MAX = Duration.ofMillis(4_800);

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on; 0: any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = "--data",
      defaultValue = "data",
      description = "Directory for all data (default: ./${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(names = "--keys", description = "Ask for keys on a loopback address too")
  private boolean keys;

  @Option(
      names = "--open",
      description = "Insist on open mode: start only on a loopback address, and without keys")
  private boolean open;

  @Option(
      names = "--rate",
      description =
          "Changes a second that an application and an address may make; 0: any number (default: 0 in open mode, else "
              + KEYS_RATE + ")")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--trusted-proxy",
      paramLabel = "CIDR",
      description = "Network of proxies whose X-Forwarded-For counts; may be given more than once")
  private List<String> trustedProxies = List.of();

  @Option(names = "--log-requests", description = "Log each request: method, route, status, ms")
  private boolean logRequests;

  /// How log lines look.
  enum LogFormat {
    TEXT,
    JSON
  }

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How log lines look (default: ${DEFAULT-VALUE})")
  private LogFormat logFormat = LogFormat.TEXT;

  @Override
  public Integer call() throws InterruptedException {
    // Read by logback.xml, when the first line is logged.
    System.setProperty("plaza.log", logFormat.name().toLowerCase(Locale.ROOT));
    var config = config();
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped)));
    try (var plaza =
        Plaza.start(new Deployment.Embedded(data), config, EVENTS_KEPT, line -> goOn(line, stop))) {
      plaza
          .operatorKey()
          .ifPresent(key -> System.out.println(
              "operator key: " + key.reveal() + "  (shown this once; it creates applications)"));
      System.out.println("Plaza " + Version.number() + " is ready at http://" + urlHost() + ":"
          + plaza.port() + (config.open() ? " in open mode" : ""));
      System.out.flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static boolean goOn(String progress, CountDownLatch stop) {
    System.err.println(progress);
    return stop.getCount() > 0;
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

  private String urlHost() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private EdgeConfig config() {
    if (port < 0 || port > 65_535) {
      throw new Mistake("--port must be 0 to 65535, was " + port);
    }
    if (rate.filter(r -> r < 0 || r > Settings.RATE_MAX).isPresent()) {
      throw new Mistake("--rate must be 0 to " + Settings.RATE_MAX + ", was " + rate.get());
    }
    var loopback = loopback();
    if (open && keys) {
      throw new Mistake("--open and --keys exclude each other");
    }
    if (open && !loopback) {
      throw new Mistake("open mode is for a loopback address only, not " + host
          + ": leave --open out, and every call needs a key");
    }
    var inOpenMode = loopback && !keys;
    var ratePerSecond = rate.orElse(inOpenMode ? 0 : KEYS_RATE);
    return new EdgeConfig(
        host, port, inOpenMode, networks(), ratePerSecond, logRequests, Version.number());
  }

  private List<Network> networks() {
    try {
      return trustedProxies.stream().map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new Mistake("--trusted-proxy: " + e.getMessage());
    }
  }

  private boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Mistake("--host: no such address: " + host);
    }
  }
}
